using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Selects insights, summaries or transcripts; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record InsightFilter
{
    /// <summary>Of calls that started at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Of calls that started before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Of calls that an agent handled: their number, in any written form.</summary>
    public string? StaffPhone { get; init; }

    /// <summary>Of calls through a Superfone number, in any written form.</summary>
    public string? Account { get; init; }

    /// <summary>Of contacts with a label, by its title or id.</summary>
    public string? Label { get; init; }

    /// <summary>Of contacts in a lead stage, by its title or id.</summary>
    public string? Stage { get; init; }

    /// <summary>Of contacts that are not in a lead stage, by its title or id, such as the stage of those who have bought; also of calls without a contact.</summary>
    public string? NotStage { get; init; }

    /// <summary>Of one title, by its key; see <see cref="Domain.Summaries.InsightTitle"/>.</summary>
    public string? TitleKey { get; init; }

    /// <summary>With one value, by its text or key; see <see cref="Domain.Summaries.InsightValues"/>.</summary>
    public string? Value { get; init; }

    /// <summary><see langword="true"/> for callers who asked for a call back and to whom nobody has talked since.</summary>
    public bool? OpenCallbacks { get; init; }

    /// <summary>Words to find: in the insights, the summary or the transcript, whichever is listed.</summary>
    [SearchWords]
    public string? Q { get; init; }

    /// <summary>The lowest sort key in its range.</summary>
    internal long FirstKey => Calls.FirstKey();

    /// <summary>The lowest sort key after its range.</summary>
    internal long EndKey => Calls.EndKey();

    /// <summary>The words.</summary>
    internal WordSearch Words => new(Q ?? "");

    /// <summary>The same as a filter of calls with a summary, without the stages, the title and the value.</summary>
    internal CallFilter Calls => new()
    {
        From = From,
        To = To,
        StaffPhone = StaffPhone,
        Account = Account,
        Label = Label,
        HasSummary = true,
        Q = Q,
    };
}
