using Superfone.Events;

namespace Superfone.Dashboard.Domain.Summaries;

/// <summary>The AI summary of a call, with its link to the call.</summary>
public sealed class Summary
{
    /// <summary>The time after the end of a call within which its summary can still be matched by inference.</summary>
    public static readonly TimeSpan InferenceWindow = TimeSpan.FromHours(24);

    /// <summary>UUID of the call, the only id of the call in the summary.</summary>
    public required string CdrUuid { get; init; }

    /// <summary>The Superfone number that the call went through, as received.</summary>
    public string? Account { get; set; }

    /// <summary><see cref="Account"/> as a key, see <see cref="PhoneBook"/>.</summary>
    public string? AccountKey { get; set; }

    /// <summary>Talk time of the call in seconds.</summary>
    public int? DurationSeconds { get; set; }

    /// <summary>The summary in plain text.</summary>
    public string? Text { get; set; }

    /// <summary>Insights.</summary>
    public IReadOnlyList<Insight> Insights { get; set; } = [];

    /// <summary>The turns of the conversation, as received.</summary>
    public IReadOnlyList<TranscriptTurn> Transcript { get; set; } = [];

    /// <summary>The delivery that first contained it.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The time at which it was first received, UTC.</summary>
    public required DateTime ReceivedUtc { get; init; }

    /// <summary>The call that it belongs to; <see langword="null"/> until it is found.</summary>
    public long? CdrId { get; set; }

    /// <summary>The way in which its call was found; <see langword="null"/> until it is found.</summary>
    public MatchedBy? MatchedBy { get; set; }

    /// <summary>Applies a repeated summary; values that it does not contain are kept.</summary>
    public void Apply(SummaryEvent happened)
    {
        Account = happened.Account ?? Account;
        DurationSeconds = happened.DurationSeconds ?? DurationSeconds;
        Text = string.IsNullOrWhiteSpace(happened.Text) ? Text : happened.Text;
        Insights = happened.Insights.Count > 0 ? happened.Insights : Insights;
        Transcript = happened.Transcript.Count > 0 ? happened.Transcript : Transcript;
    }
}

/// <summary>The ways in which a summary is matched to its call, weakest first: a stronger match replaces a weaker one.</summary>
public enum MatchedBy
{
    /// <summary>It was the only answered call of that account and duration that ended in the 24 hours before.</summary>
    Inferred,

    /// <summary>The path of the recording's URL contains the UUID.</summary>
    RecordingUrl,

    /// <summary>A call payload carried the UUID.</summary>
    CdrUuid,

    /// <summary>A user chose the call.</summary>
    Manual,
}
