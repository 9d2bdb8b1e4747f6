using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Demo;

/// <summary>Adds the demo, where it is asked for.</summary>
public static class DemoStage
{
    private const string OwnerEmail = "owner@demo.example";
    private const string EntryPath = "/demo/enter";

    /// <summary>Adds the stage; in a demo, its own settings win over all others, so that nobody's data is touched.</summary>
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder, DemoMode demo)
    {
        builder.Services.AddSingleton(demo);
        if (!demo.IsOn)
            return builder;

        var directory = new DemoDirectory();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Superfone:Data:Directory"] = directory.Path,
            ["Superfone:Setup:OwnerEmail"] = OwnerEmail,
            ["Superfone:Setup:OwnerPassword"] = SecretSet.Create(),
            ["Superfone:Webhook:Secrets:0"] = demo.WebhookSecret,
            ["Superfone:Recordings:AllowedHosts:0"] = DemoTraffic.RecordingsHost,
            ["Superfone:Recordings:AllowPrivateNetworks"] = "true",
            // One link is to be seen, and it is the one that signs in.
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        });

        // Made by the container, so that the container disposes it; asked for first, and therefore disposed last.
        builder.Services.AddSingleton(_ => directory);
        builder.Services.AddSingleton<DemoTraffic>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DemoTraffic>());
        return builder;
    }

    /// <summary>Maps the link that signs in as the owner; there is none but in a demo.</summary>
    public static void MapDemo(this WebApplication app)
    {
        var demo = app.Services.GetRequiredService<DemoMode>();
        if (!demo.IsOn)
            return;

        app.Services.GetRequiredService<DemoDirectory>();
        app.MapGet(EntryPath, async (string? token, UserManager<IdentityUser> users, SignInManager<IdentityUser> signIn) =>
        {
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token ?? ""), Encoding.UTF8.GetBytes(demo.EntryToken)))
                return Results.LocalRedirect("~/login");
            await signIn.SignInAsync((await users.FindByEmailAsync(OwnerEmail))!, isPersistent: false);
            return Results.LocalRedirect("~/");
        })
        .AllowAnonymous()
        .ExcludeFromDescription();
    }

    /// <summary>The link that signs in.</summary>
    /// <param name="demo">The demo.</param>
    /// <param name="address">Where the application is reached.</param>
    public static string EntryLink(this DemoMode demo, string address) => $"{address}{EntryPath}?token={demo.EntryToken}";
}
