namespace Superfone.Dashboard.Components.Pages.Agents;

/// <summary>A line of a chart over days.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Colour">One of the theme's colours, as CSS.</param>
/// <param name="Values">A value for each of the first days, in order.</param>
public sealed record DayLine(string Name, string Colour, IReadOnlyList<double> Values)
{
    /// <summary>The colour of the main line.</summary>
    public const string Main = "var(--chart-1)";

    /// <summary>The colour of answered calls.</summary>
    public const string Answered = "var(--chart-3)";

    /// <summary>The colour of the days to compare with.</summary>
    public const string Before = "var(--chart-2)";
}
