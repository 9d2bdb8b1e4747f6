using System.Diagnostics.Metrics;

namespace Superfone.Dashboard.Configuration.Telemetry;

/// <summary>The meter of all metrics of the application. Their names and units follow the semantic conventions of OpenTelemetry.</summary>
internal static class DashboardMeter
{
    /// <summary>Its name.</summary>
    public const string Name = "Superfone.Dashboard";

    // From what a warm page of memory takes to what nobody waits for any longer.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.5, 1, 2, 4, 8, 16],
    };

    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] };

    /// <summary>Opens the meter of this application; another one in the same process has its own.</summary>
    public static Meter CreateOwn(this IMeterFactory meters) => meters.Create(Name);

    /// <summary>A histogram of durations in seconds.</summary>
    public static Histogram<double> CreateDuration(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Durations);

    /// <summary>A histogram of small numbers.</summary>
    public static Histogram<int> CreateSize(this Meter meter, string name, string unit, string description) =>
        meter.CreateHistogram(name, unit, description, tags: null, Sizes);

    /// <summary>A gauge that is read when somebody asks for it.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">Its name.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="description">Its meaning.</param>
    /// <param name="read">Reads it; <see langword="null"/> while there is no value. If it fails there is none either.</param>
    public static void Observe(this Meter meter, string name, string unit, string description, Func<double?> read) =>
        meter.ObserveEach(name, unit, description, () => read() is { } value ? [new Measurement<double>(value)] : []);

    /// <summary>A gauge with several series.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">Its name.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="description">Its meaning.</param>
    /// <param name="read">Reads them.</param>
    public static void ObserveEach(this Meter meter, string name, string unit, string description, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableGauge(name, () => Try(read), unit, description);

    /// <summary>Adds metrics that others count with, and that are read when somebody asks for them.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    public static IServiceCollection AddObservedMetrics<T>(this IServiceCollection services)
        where T : class, IObservedMetrics =>
        services.AddSingleton<T>().AddSingleton<IObservedMetrics>(provider => provider.GetRequiredService<T>());

    // The database may just be locked or gone, which other metrics tell.
    private static IEnumerable<Measurement<double>> Try(Func<IEnumerable<Measurement<double>>> read)
    {
        try
        {
            return [.. read()];
        }
        catch (Exception)
        {
            return [];
        }
    }
}

/// <summary>Metrics that are read when somebody asks for them, and are therefore made with the application.</summary>
internal interface IObservedMetrics;
