using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Ingest.Replay;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about the results of replays.</summary>
public static class ReplayText
{
    /// <summary>The result for one delivery.</summary>
    public static string Result(this IStringLocalizer text, ReplayResult result) =>
        text[$"ReplayOutcome.{result.Outcome}", result.KeptAs ?? 0, WhyOf(text, result.Reason ?? "")];

    /// <summary>The result for several deliveries.</summary>
    public static string Result(this IStringLocalizer text, ReplayTally tally)
    {
        var parts = new[] { ("Replay.Projected", tally.Projected), ("Replay.Recomputing", tally.Recomputing), ("Replay.NotUnderstood", tally.NotUnderstood) }
            .Where(part => part.Item2 > 0).Select(part => text[part.Item1, part.Item2].Value).ToList();
        return text["Replay.Done", tally.Done, parts.Count == 0 ? text["Replay.NothingChanged"] : string.Join(", ", parts)]
            + (tally.Failure is null ? null : $" {text["Replay.Failed", WhyOf(text, tally.Failure)]}");
    }

    private static string WhyOf(IStringLocalizer text, string reason) => text.Say(KnownSentences.Deliveries, reason.TrimEnd('.')) ?? "…";
}
