using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Ingest.Replay;

namespace Superfone.Dashboard.Components.Pages.Deliveries;

/// <summary>What came of reading deliveries again, in plain English.</summary>
public static class ReplayText
{
    /// <summary>What came of one.</summary>
    public static string Of(ReplayResult result) => result.Outcome switch
    {
        ReplayOutcome.Projected => $"It is understood now, and taken in as number {result.KeptAs}.",
        ReplayOutcome.Duplicate => $"It is understood now, and repeats an event that came before. It is kept as number {result.KeptAs}.",
        ReplayOutcome.Recomputing => "It is understood now. Everything is being computed anew with it; that shows here by itself.",
        ReplayOutcome.NotUnderstood => $"It still is not understood: {result.Reason?.TrimEnd('.')}. Nothing has changed.",
        ReplayOutcome.Already => $"It was read again before, and is kept as number {result.KeptAs}.",
        ReplayOutcome.NotNeeded => "It is taken in already. Nothing has changed.",
        ReplayOutcome.NotStored => $"Nothing was kept: {result.Reason}. Try again later.",
        _ => "It is not in the log any more.",
    };

    /// <summary>What came of several.</summary>
    public static string Of(ReplayTally tally)
    {
        var parts = new[]
        {
            (tally.Projected, "taken in"),
            (tally.Recomputing, "taken in, while everything is computed anew"),
            (tally.NotUnderstood, "still not understood"),
        };
        var words = string.Join(", ", parts.Where(part => part.Item1 > 0).Select(part => $"{Display.Number(part.Item1)} {part.Item2}"));
        return $"Read again: {Display.Number(tally.Done)}. {(words.Length == 0 ? "Nothing has changed" : char.ToUpperInvariant(words[0]) + words[1..])}."
            + (tally.Failure is null ? null : $" The rest was not read: {tally.Failure}.");
    }
}
