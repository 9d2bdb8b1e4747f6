using System.CommandLine;
using System.Globalization;
using Superfone.Dashboard.Projections.Runtime;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>rebuild</c>, which needs the data folder for itself.</summary>
internal static class RebuildCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<WebApplication> build)
    {
        var rebuild = new Command("rebuild", "Recomputes what pages show from the log of deliveries, while no server runs; the current read model stays until the new one is complete");
        rebuild.SetAction((given, cancellation) => RunAsync(build, CommandConsole.Of(given), cancellation));
        return rebuild;
    }

    private static async Task<int> RunAsync(Func<WebApplication> build, CommandConsole console, CancellationToken cancellation)
    {
        await using var app = build();
        await CommandData.RequireAloneAsync(app.Services, "press Recompute in its Settings");
        var offline = ActivatorUtilities.CreateInstance<OfflineRebuild>(app.Services);
        var result = await CommandProgress.ShowAsync(console, "deliveries", progress => Task.FromResult(offline.Run(progress, cancellation)));
        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Recomputed from {result.DeliveryId} deliveries{(result.SetAside > 0 ? $"; {result.SetAside} could not be projected and are set aside" : "")}."));
        return 0;
    }
}
