using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Superfone.Dashboard.Operations.Telemetry;

/// <summary>Takes labels away from the framework's metrics that have a value for each host, component or connection, and need not be told apart, and gives some of them names that Prometheus accepts.</summary>
internal static class MetricLabels
{
    // Prometheus keeps names that end in "count" for histograms.
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["dotnet.assembly.count"] = "dotnet.assemblies",
        ["dotnet.process.cpu.count"] = "dotnet.process.cpus",
        ["dotnet.timer.count"] = "dotnet.timers",
    };

    private static readonly string[] OfCalls = ["http.request.method", "http.response.status_code", "error.type"];

    // The library takes memory for all of them, for each metric, when it starts; its default is 2,000.
    private const int MostSeries = 100;
    private const int MostSeriesOfRoutes = 1_000;

    private static readonly string[] OfRoutes = ["http.server.request.duration", "aspnetcore.routing.match_attempts"];

    /// <summary>The view of an instrument.</summary>
    public static MetricStreamConfiguration ViewOf(Instrument instrument)
    {
        var view = LabelsOf(instrument) ?? new MetricStreamConfiguration();
        view.CardinalityLimit = OfRoutes.Contains(instrument.Name) ? MostSeriesOfRoutes : MostSeries;
        return view;
    }

    private static MetricStreamConfiguration? LabelsOf(Instrument instrument) => instrument.Meter.Name switch
    {
        // The hosts of push services and destinations.
        "System.Net.Http" => new MetricStreamConfiguration { TagKeys = OfCalls },
        // The names of components and their methods.
        "Microsoft.AspNetCore.Components" or "Microsoft.AspNetCore.Components.Lifecycle" => new MetricStreamConfiguration { TagKeys = ["error.type"] },
        "System.Runtime" => Renamed.TryGetValue(instrument.Name, out var name) ? new MetricStreamConfiguration { Name = name } : null,
        _ => null,
    };
}
