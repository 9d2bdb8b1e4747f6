namespace Superfone.Events.Reading;

/// <summary>Reads a transcript: turns, one text, or a list of texts.</summary>
internal static class TranscriptReader
{
    /// <summary>Reads the turns; empty if there are none.</summary>
    /// <param name="transcription">Wire field <c>transcription</c>.</param>
    /// <param name="lengthSeconds">
    /// The call's talk time. If it is <see langword="null"/>, numbers are not converted: the call may know it, see
    /// <see cref="TranscriptTimes"/>.
    /// </param>
    public static IReadOnlyList<TranscriptTurn> Read(WireValue transcription, int? lengthSeconds)
    {
        var read = transcription.List(ReadTurn).Value ?? [];
        var turns = read.Select(turn => turn.Turn).ToList();
        if (lengthSeconds is not > 0)
            return turns;

        var fitted = TranscriptTimes.Fit(turns, lengthSeconds);
        for (var index = 0; index < turns.Count; index++)
        {
            Compare(read[index].Wire["start"], turns[index].Start, fitted[index].Start);
            Compare(read[index].Wire["end"], turns[index].End, fitted[index].End);
        }

        return fitted;
    }

    private static void Compare(WireValue wire, double? read, double? fitted)
    {
        if (read is not null && fitted is null)
            wire.Odd<double?>("is not within the call");
    }

    private static Optional<ReadTurnValue> ReadTurn(WireValue wire)
    {
        if (!wire["text"].Exists && wire.Text() is var bare)
            return bare.IsPresent ? new(string.IsNullOrWhiteSpace(bare.Value) ? null : new(wire, new TranscriptTurn(null, bare.Value, null, null))) : default;
        var text = wire["text"].Text();
        if (!text.IsPresent)
            return default;
        return new(string.IsNullOrWhiteSpace(text.Value)
            ? null
            : new(wire, new TranscriptTurn(wire["speaker"].Text().Value, text.Value, Time(wire["start"]), Time(wire["end"]))));
    }

    // 7.5 · "00:00:07,500" · 1764583207500 · "2026-05-15T10:30:07.5Z"
    private static double? Time(WireValue wire)
    {
        if (!wire.Exists)
            return null;
        if (LenientJson.TryClock(wire.Element, out var seconds))
            return seconds is null or >= 0 ? seconds : wire.Odd<double?>("is not a time").Value;
        return WireTime.TryRead(wire.Element, out var time) && time.HasTimeOfDay
            ? (time.Utc - DateTime.UnixEpoch).TotalSeconds
            : wire.Odd<double?>("is not a time").Value;
    }

    private sealed record ReadTurnValue(WireValue Wire, TranscriptTurn Turn);
}
