using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Superfone.Dashboard.Storage.Truth;
using Superfone.Dashboard.Webhooks;

namespace Superfone.Dashboard;

/// <summary>What the first start prints, plainly and not as a log: where to go, and what to paste into Superfone.</summary>
internal static class Welcome
{
    /// <summary>Prints it, as long as there is no owner, and once when a webhook secret has been made.</summary>
    public static void Print(IServiceProvider services)
    {
        var secrets = services.GetRequiredService<WebhookSecrets>();
        var setupToken = services.GetRequiredService<SettingStore>().Find(SettingStore.SetupToken);
        if (setupToken is null && !secrets.IsNew)
            return;

        var address = AddressOf(services.GetRequiredService<IServer>());
        var setUp = setupToken is null ? "" :
            $"""

               Create the owner's account on this page; the link works once:
                 {address}/setup?token={setupToken}

             """;
        Console.WriteLine(
            $"""

             Superfone Dashboard is at {address}
             {setUp}
               Paste into Superfone, under Automations, for each event:
                 URL     {address}{WebhookController.Path}
                 Header  Authorization: Bearer {secrets.Own ?? "<one of Superfone:Webhook:Secrets>"}

             """);
    }

    private static string AddressOf(IServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var binding = BindingAddress.Parse(address);

        // What listens everywhere is reached at this machine's own name.
        var host = binding.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "localhost" : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port}";
    }
}
