using System.CommandLine;
using System.Net;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>health</c>: whether the server on this machine can store deliveries. For containers, which have no other program to ask it.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Creates the command. It does not build the application: it is run every few seconds.</summary>
    /// <param name="configuration">The command line without the command.</param>
    public static Command Create(string[] configuration)
    {
        var health = new Command("health", "Asks the server that runs on this machine whether it can store deliveries; the exit code is 1 if not");
        var url = new Option<string>("--url") { Description = "Its address; otherwise that of --urls or ASPNETCORE_URLS" };
        health.Options.Add(url);
        health.SetAction((parsed, cancellation) => RunAsync(CommandConsole.Of(parsed), parsed.GetValue(url) ?? Configured(configuration), cancellation));
        return health;
    }

    private static string Configured(string[] configuration) =>
        new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(configuration).Build()["urls"] is { Length: > 0 } urls
            ? urls.Split(';')[0] : DashboardApplication.DefaultUrl;

    private static async Task<int> RunAsync(CommandConsole console, string url, CancellationToken cancellation)
    {
        Uri address;
        try
        {
            address = new Uri(ListeningAddress.Local(url));
        }
        catch (FormatException)
        {
            throw new CommandException($"'{url}' is not an address such as {DashboardApplication.DefaultUrl}.");
        }

        using var client = new HttpClient { BaseAddress = address, Timeout = Patience };
        try
        {
            using var reply = await client.GetAsync(new Uri("/health/ingest", UriKind.Relative), cancellation);
            await console.Output.WriteLineAsync(await reply.Content.ReadAsStringAsync(cancellation));
            return reply.StatusCode == HttpStatusCode.OK ? 0 : throw new CommandException("Deliveries cannot be stored now.");
        }
        catch (Exception error) when (PublicNetwork.HasFailed(error, cancellation))
        {
            throw new CommandException($"No server answers at {address}.");
        }
    }
}
