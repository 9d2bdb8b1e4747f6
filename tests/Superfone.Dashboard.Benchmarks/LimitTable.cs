using System.Globalization;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>Prints figures beside their limits as a Markdown table, and knows whether all are kept.</summary>
internal sealed class LimitTable
{
    /// <summary>Begins the table.</summary>
    public LimitTable() => Console.WriteLine("| what | measured | limit | |\n|---|---|---|---|");

    /// <summary>Whether all limits are kept.</summary>
    public bool IsKept { get; private set; } = true;

    /// <summary>A figure that must not be more.</summary>
    public void AtMost(string what, double value, double limit, string? note = null) => Add(what, value, $"≤ {Text(limit)}", value <= limit, note);

    /// <summary>A figure that must not be less.</summary>
    public void AtLeast(string what, double value, double limit, string? note = null) => Add(what, value, $"≥ {Text(limit)}", value >= limit, note);

    private void Add(string what, double value, string limit, bool isKept, string? note)
    {
        IsKept &= isKept;
        Console.WriteLine($"| {what} | {Text(value)}{(isKept ? "" : " **missed**")} | {limit} | {note} |");
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
