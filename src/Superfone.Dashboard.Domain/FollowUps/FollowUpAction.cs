using System.Globalization;

namespace Superfone.Dashboard.Domain.FollowUps;

/// <summary>What users do about follow-ups.</summary>
public enum FollowUpAction
{
    /// <summary>Closed it: no call back is needed.</summary>
    Close,

    /// <summary>Said that they are calling.</summary>
    Claim,

    /// <summary>Took that back.</summary>
    Release,

    /// <summary>Put it off until a time, or ended that.</summary>
    Snooze,

    /// <summary>Gave it to a user, or took it from one.</summary>
    Assign,

    /// <summary>Wrote a note.</summary>
    Note,

    /// <summary>Recorded the outcome of an attempt to call back.</summary>
    Attempt,
}

/// <summary>The outcomes of an attempt to call back.</summary>
public enum AttemptOutcome
{
    /// <summary>Nobody answered.</summary>
    NoAnswer,

    /// <summary>The line was busy.</summary>
    Busy,

    /// <summary>The caller asked to be called later.</summary>
    AskedToCallLater,

    /// <summary>Somebody, or a machine, took a message.</summary>
    LeftMessage,

    /// <summary>The number does not reach the caller.</summary>
    WrongNumber,
}

/// <summary>The time until which a follow-up is put off, as one text.</summary>
public static class SnoozeTime
{
    /// <summary>The time as a text; <see langword="null"/> for none.</summary>
    public static string? Write(DateTime? untilUtc) => untilUtc?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Reads the text of <see cref="Write"/>, UTC.</summary>
    public static DateTime? Read(string? text) => text is null ? null : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}

/// <summary>The outcome of an attempt as one text: its name, and below it what the user wrote.</summary>
/// <param name="Outcome">The outcome; <see langword="null"/> if it cannot be read any more.</param>
/// <param name="Text">What the user wrote.</param>
public sealed record AttemptNote(AttemptOutcome? Outcome, string? Text)
{
    /// <summary>The outcome as one text.</summary>
    public string Write() => Text is null ? $"{Outcome}" : $"{Outcome}\n{Text}";

    /// <summary>Reads the text of <see cref="Write"/>, from which an erasure may have removed words.</summary>
    public static AttemptNote Read(string text)
    {
        var parts = text.Split('\n', 2);
        return Enum.TryParse<AttemptOutcome>(parts[0], out var outcome) && Enum.IsDefined(outcome) ? new(outcome, parts.ElementAtOrDefault(1)) : new(null, text);
    }
}
