namespace Superfone.Dashboard.Queries;

/// <summary>Which insights to list; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record InsightFilter
{
    /// <summary>Of calls that started at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Of calls that started before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Of one title, by its key; see <see cref="Domain.InsightTitle"/>.</summary>
    public string? TitleKey { get; init; }

    /// <summary>Only callers who want to be called back and with whom nobody has talked since.</summary>
    public bool OpenCallbacks { get; init; }

    /// <summary>Words to find in what was found.</summary>
    public string? Q { get; init; }

    /// <summary>The span as a filter of calls.</summary>
    internal CallFilter Span => new() { From = From, To = To };
}
