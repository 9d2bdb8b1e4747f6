using System.Globalization;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>How often the tests of crashes kill, and where they begin to choose.</summary>
internal static class CrashSwitch
{
    /// <summary>The number of kills in <c>SUPERFONE_CRASHES</c>; <see langword="null"/> for the few of a usual run.</summary>
    public static int? Crashes { get; } = Read("SUPERFONE_CRASHES");

    /// <summary>The beginning of all random choices, <c>SUPERFONE_CRASH_SEED</c>, to repeat a run; each run has another one otherwise.</summary>
    public static int Seed { get; } = Read("SUPERFONE_CRASH_SEED") ?? Random.Shared.Next();

    private static int? Read(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
