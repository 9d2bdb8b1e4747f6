namespace Superfone.Events.Reading;

/// <summary>
/// Converts the times of a transcript to seconds from the beginning of its call. Senders write seconds, milliseconds, or epochs in either
/// unit; only a comparison with the call's length shows which.
/// </summary>
public static class TranscriptTimes
{
    // The length is that of the talk; times may count from the first ring, and recognisers continue after the last word.
    private const double SlackSeconds = 30;
    private const double SlackShare = 0.1;
    private const double LongestCallSeconds = 24 * 60 * 60;

    // From 2000 to 2199, see WireTime. Seconds from a call's beginning are far smaller.
    private const double FirstEpoch = 946_684_800;
    private const double EndOfEpochs = 7_258_118_400;

    /// <summary>
    /// Converts turns so that their times are within the call. Epochs count from the earliest turn; other times are milliseconds if most of
    /// them do not fit the call and a thousandth of them does. A time that fits neither way is removed; its text is kept. Times that fit
    /// are not changed.
    /// </summary>
    /// <param name="turns">The turns as read.</param>
    /// <param name="lengthSeconds">The call's talk time in its summary; <see langword="null"/> or 0 if it is not known.</param>
    /// <param name="callSeconds">The call's own talk time, used if the summary has none.</param>
    public static IReadOnlyList<TranscriptTurn> Fit(IReadOnlyList<TranscriptTurn> turns, int? lengthSeconds, int? callSeconds = null)
    {
        var length = lengthSeconds is > 0 ? lengthSeconds.Value : callSeconds ?? 0;
        var latest = length > 0 ? length + Math.Max(SlackSeconds, length * SlackShare) : LongestCallSeconds;
        var times = turns.SelectMany(turn => new[] { turn.Start, turn.End }).OfType<double>().ToList();
        if (times.TrueForAll(time => time >= 0 && time <= latest))
            return turns;

        var origin = turns.Select(turn => turn.Start).OfType<double>().Select(EpochOf).OfType<double>().DefaultIfEmpty(double.NaN).Min();
        if (double.IsNaN(origin))
            origin = times.Select(EpochOf).OfType<double>().DefaultIfEmpty(0).Min();

        // Zero is the same in both units.
        var relative = times.Where(time => time > 0 && EpochOf(time) is null).ToList();
        var fitting = relative.Count(time => time <= latest);
        var unit = fitting * 2 <= relative.Count && relative.Exists(time => time > latest && time / 1000 <= latest) ? 1000 : 1;
        return [.. turns.Select(turn => turn with { Start = Within(turn.Start), End = Within(turn.End) })];

        double? Within(double? time)
        {
            if (time is not { } written)
                return null;
            var seconds = EpochOf(written) is { } epoch ? epoch - origin : written / unit;
            return seconds >= 0 && seconds <= latest ? Math.Round(seconds, 3) : null;
        }
    }

    private static double? EpochOf(double time) => time switch
    {
        >= FirstEpoch and < EndOfEpochs => time,
        >= FirstEpoch * 1000 and < EndOfEpochs * 1000 => time / 1000,
        _ => null,
    };
}
