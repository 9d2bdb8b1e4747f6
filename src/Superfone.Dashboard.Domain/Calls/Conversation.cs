using Superfone.Events;

namespace Superfone.Dashboard.Domain.Calls;

/// <summary>A transcript in the form that is shown: turns in order of time, and the spans in which each speaker spoke.</summary>
public sealed record Conversation
{
    /// <summary>The turns in order of their start; one without a start stays after its predecessor.</summary>
    public required IReadOnlyList<ConversationTurn> Turns { get; init; }

    /// <summary>The speakers, in order of their first turn; empty if no turn has times.</summary>
    public required IReadOnlyList<SpeakerLane> Lanes { get; init; }

    /// <summary>The length in seconds: the call's talk time, or the end of the last turn if that is later.</summary>
    public required double LengthSeconds { get; init; }

    /// <summary>The longest silence between two turns, in seconds; 0 if there is none.</summary>
    public required double LongestSilenceSeconds { get; init; }

    /// <summary>Reads a transcript.</summary>
    /// <param name="turns">The turns as received: in any order, overlapping, with or without times.</param>
    /// <param name="talkSeconds">The call's talk time in seconds, if it is known.</param>
    public static Conversation Of(IReadOnlyList<TranscriptTurn> turns, int? talkSeconds)
    {
        var ordered = InOrder(turns.Where(turn => !string.IsNullOrWhiteSpace(turn.Text)));
        var length = Math.Max(talkSeconds ?? 0, ordered.Max(turn => Time(turn.End) ?? Time(turn.Start)) ?? 0);
        var starts = ordered.Select(turn => Time(turn.Start)).OfType<double>().Distinct().ToArray();
        var read = ordered.ConvertAll(turn => Read(turn, starts, length));
        var timed = read.Where(turn => turn.Start is not null).ToList();
        return new Conversation
        {
            Turns = read,
            Lanes = [.. timed.GroupBy(turn => turn.Speaker, StringComparer.OrdinalIgnoreCase).Select(lane => new SpeakerLane(lane.Key is "" ? "Speaker" : lane.Key, Spoken.Join(lane)))],
            LengthSeconds = length,
            LongestSilenceSeconds = LongestGap(Spoken.Join(timed)),
        };
    }

    private static List<TranscriptTurn> InOrder(IEnumerable<TranscriptTurn> turns)
    {
        var latest = 0.0;
        return [.. turns.Select(turn => (Turn: turn, Key: latest = Time(turn.Start) ?? latest)).ToList().OrderBy(turn => turn.Key).Select(turn => turn.Turn)];
    }

    private static ConversationTurn Read(TranscriptTurn turn, double[] starts, double length)
    {
        var (speaker, text) = (NameOf(turn.Speaker), turn.Text!.Trim());
        if (Time(turn.Start) is not { } start)
            return new ConversationTurn(speaker, text, null, null, null);
        var index = Array.BinarySearch(starts, start);
        var next = index + 1 < starts.Length ? starts[index + 1] : length;
        var end = Time(turn.End) is { } told && told > start ? told : next;
        return new ConversationTurn(speaker, text, start, end, Math.Max(end, next));
    }

    private static double LongestGap(IReadOnlyList<Spoken> spoken) =>
        spoken.Zip(spoken.Skip(1), (before, after) => after.Start - before.End).DefaultIfEmpty(0).Max();

    private static double? Time(double? seconds) => seconds is { } time && double.IsFinite(time) && time >= 0 ? time : null;

    private static string NameOf(string? speaker) => speaker?.Trim() switch
    {
        { Length: > 0 } name => char.ToUpperInvariant(name[0]) + name[1..],
        _ => "",
    };
}

/// <summary>A turn of a conversation.</summary>
/// <param name="Speaker">The speaker: <c>Agent</c>, <c>Customer</c>, or as received; empty if none was received.</param>
/// <param name="Text">The text.</param>
/// <param name="Start">Seconds from the recording's start; <see langword="null"/> if it has no time.</param>
/// <param name="End">Seconds from the recording's start.</param>
/// <param name="Until">The start of the next turn, or the end of this one if that is later: until then this is the current turn.</param>
public sealed record ConversationTurn(string Speaker, string Text, double? Start, double? End, double? Until)
{
    /// <summary>Whether the speaker is the agent.</summary>
    public bool IsAgent => Speaker.Equals("agent", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The spans in which a speaker spoke.</summary>
/// <param name="Speaker">The speaker.</param>
/// <param name="Spoken">The spans, in order and without overlap.</param>
public sealed record SpeakerLane(string Speaker, IReadOnlyList<Spoken> Spoken)
{
    /// <summary>Speaking time in seconds.</summary>
    public double Seconds => Spoken.Sum(spoken => spoken.End - spoken.Start);
}

/// <summary>A span in which somebody spoke.</summary>
/// <param name="Start">Seconds from the recording's start.</param>
/// <param name="End">Seconds from the recording's start.</param>
public sealed record Spoken(double Start, double End)
{
    /// <summary>The spans of turns; those that overlap or touch are merged.</summary>
    internal static IReadOnlyList<Spoken> Join(IEnumerable<ConversationTurn> turns)
    {
        List<Spoken> joined = [];
        foreach (var turn in turns)
        {
            var (start, end) = (turn.Start!.Value, turn.End!.Value);
            if (joined.Count > 0 && start <= joined[^1].End)
                joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, end) };
            else
                joined.Add(new Spoken(start, end));
        }

        return joined;
    }
}
