using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Selects deliveries; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record DeliveryFilter
{
    /// <summary>The event's wire name, such as <c>ALL_CALLS</c>.</summary>
    public string? Event { get; init; }

    /// <summary>Their state.</summary>
    public DeliveryState? Status { get; init; }

    /// <summary>The account's Superfone number.</summary>
    public string? Account { get; init; }

    /// <summary>Deliveries that were received at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Deliveries that were received before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Deliveries about this call.</summary>
    public long? CdrId { get; init; }

    /// <summary>Deliveries about this contact, its tasks or its calls.</summary>
    public long? ContactId { get; init; }

    /// <summary>Text to find in the bodies; upper and lower case are the same for English letters.</summary>
    [SearchWords]
    public string? Q { get; init; }

    /// <summary>Whether no index supports it, so that the log is searched piece by piece.</summary>
    internal bool IsSearch => Q is not null || Account is not null;
}
