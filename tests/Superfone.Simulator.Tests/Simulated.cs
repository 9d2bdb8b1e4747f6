using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Simulator.Tests;

/// <summary>Businesses to test with.</summary>
internal static class Simulated
{
    public static readonly Uri Recordings = new("http://127.0.0.1:9/");

    /// <summary>A week that ends on a Friday afternoon in India.</summary>
    public static SimulationOptions Week(int seed = 1) => new()
    {
        Seed = seed,
        StartUtc = new DateTime(2026, 5, 15, 10, 30, 0, DateTimeKind.Utc),
        History = TimeSpan.FromDays(7),
        Live = TimeSpan.Zero,
        Recordings = Recordings,
    };

    /// <summary>So many calls that whatever is rare happens.</summary>
    public static IReadOnlyList<SimulatedEvent> Year { get; } = [.. Traffic.Of(Week() with { History = TimeSpan.FromDays(120), CallsPerDay = 250 })];

    public static IEnumerable<T> Events<T>()
        where T : SuperfoneEvent =>
        Year.Select(simulated => simulated.Event).OfType<T>();
}
