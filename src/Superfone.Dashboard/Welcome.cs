using Microsoft.AspNetCore.Hosting.Server;
using Superfone.Dashboard.Demo;
using Superfone.Dashboard.Ingest.Webhook;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard;

/// <summary>The plain output of the first start, outside the log: the address to open, and the values to paste into Superfone.</summary>
internal static class Welcome
{
    /// <summary>Prints it while there is no owner, and once when a webhook secret has been created.</summary>
    public static void Print(IServiceProvider services)
    {
        if (services.GetRequiredService<DemoMode>() is { IsOn: true } demo)
        {
            PrintDemo(demo, ListeningAddress.Of(services.GetRequiredService<IServer>()));
            return;
        }

        var secrets = services.GetRequiredService<WebhookSecrets>();
        var setupToken = services.GetRequiredService<SettingStore>().Find(SettingStore.SetupToken);
        if (setupToken is null && !secrets.IsNew)
            return;

        var address = ListeningAddress.Of(services.GetRequiredService<IServer>());
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

    private static void PrintDemo(DemoMode demo, string address) => Console.WriteLine(
        $"""

         Superfone Dashboard, demo. Everything in it is made up, and deleted when you press Ctrl+C.

           Open it here; the link signs you in:
             {demo.EntryLink(address)}

         """);
}
