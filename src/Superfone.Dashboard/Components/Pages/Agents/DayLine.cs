namespace Superfone.Dashboard.Components.Pages.Agents;

/// <summary>A line of a chart over days.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Colour">Its colour: one of the theme's.</param>
/// <param name="Values">A value for each day, in order.</param>
public sealed record DayLine(string Name, string Colour, IReadOnlyList<double> Values)
{
    /// <summary>The colour of what the chart is about.</summary>
    public const string Main = "var(--mud-palette-primary)";

    /// <summary>The colour of answered calls.</summary>
    public const string Answered = "var(--mud-palette-success)";

    /// <summary>The colour of what is compared with.</summary>
    public const string Before = "var(--mud-palette-text-secondary)";
}
