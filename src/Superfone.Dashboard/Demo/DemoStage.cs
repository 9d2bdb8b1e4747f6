using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Demo;

/// <summary>Adds the demo, if enabled.</summary>
public static class DemoStage
{
    private const string OwnerEmail = "owner@demo.example";
    private const string EntryPath = "/demo/enter";

    /// <summary>Adds the stage. The settings of a demo override all others, so that no real data is touched.</summary>
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder, DemoMode demo)
    {
        builder.Services.AddSingleton(demo);
        if (!demo.IsOn)
            return builder;

        var directory = new DemoDirectory();
        ((IConfigurationBuilder)builder.Configuration).Add(new OverridingSource(new Dictionary<string, string?>
        {
            ["Superfone:Data:Directory"] = directory.Path,
            ["Superfone:Storage:Provider"] = "sqlite",
            ["Superfone:Storage:ConnectionString"] = "",
            ["Superfone:Setup:OwnerEmail"] = OwnerEmail,
            ["Superfone:Setup:OwnerPassword"] = SecretSet.Create(),
            ["Superfone:Webhook:Secrets:0"] = demo.WebhookSecret,
            ["Superfone:Recordings:AllowedHosts:0"] = DemoTraffic.RecordingsHost,
            ["Superfone:Recordings:AllowPrivateNetworks"] = "true",
            // Nothing made up leaves the machine, and no heartbeat says that another installation is well.
            ["Superfone:ClickToCall:ApiKey"] = "",
            ["Superfone:Mail:Host"] = "",
            ["Superfone:Heartbeat:Url"] = "",
            // The sign-in link is the only link to show.
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        }));

        // Created by the container, so that the container disposes it; created first, and so disposed last.
        builder.Services.AddSingleton(_ => directory);
        builder.Services.AddSingleton<DemoTraffic>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DemoTraffic>());
        builder.Services.AddHostedService<DemoColleagues>();
        return builder;
    }

    /// <summary>Maps the link that signs in as the owner; only in a demo.</summary>
    public static void MapDemo(this WebApplication app)
    {
        var demo = app.Services.GetRequiredService<DemoMode>();
        if (!demo.IsOn)
            return;

        app.Services.GetRequiredService<DemoDirectory>();
        app.MapGet(EntryPath, async (string? token, UserManager<User> users, SignInManager<User> signIn) =>
        {
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token ?? ""), Encoding.UTF8.GetBytes(demo.EntryToken)))
                return Results.LocalRedirect("~/login");
            await signIn.SignInAsync((await users.FindByEmailAsync(OwnerEmail))!, isPersistent: false);
            return Results.LocalRedirect("~/");
        })
        .AllowAnonymous()
        .WithMetadata(new StartsSessionAttribute())
        .ExcludeFromDescription();
    }

    /// <summary>The sign-in link.</summary>
    /// <param name="demo">The demo.</param>
    /// <param name="address">The address of the application.</param>
    public static string EntryLink(this DemoMode demo, string address) => $"{address}{EntryPath}?token={demo.EntryToken}";
}
