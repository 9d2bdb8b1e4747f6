using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.ReadModels.Deliveries.Inspection;

/// <summary>All details of one delivery.</summary>
public sealed record DeliveryInspection
{
    /// <summary>The delivery and its subject.</summary>
    public required EventItem Event { get; init; }

    /// <summary>Its body.</summary>
    public required BodyText Body { get; init; }

    /// <summary>The ids in its body.</summary>
    public required NamedIds Names { get; init; }

    /// <summary>The known call with that id, or the call to which the summary belongs.</summary>
    public CallItem? Call { get; init; }

    /// <summary>The contact.</summary>
    public ContactReference? Contact { get; init; }

    /// <summary>The task.</summary>
    public TaskListItem? Task { get; init; }

    /// <summary>Whether it contained a summary that waits for its call.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>The time from the end of its call to its receipt.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The delivery that it is compared with; <see langword="null"/> if there is none.</summary>
    public long? ComparedWith { get; init; }

    /// <summary>Whether the two have the same content, so that this one is a repetition.</summary>
    public bool IsRepetition { get; init; }

    /// <summary>The differences between the two.</summary>
    public BodyComparison? Comparison { get; init; }

    /// <summary>The content encoding of its body, such as <c>gzip</c>; <see langword="null"/> if it was not compressed.</summary>
    public string? Encoding { get; init; }

    /// <summary>The user or token that imported or replayed it; <see langword="null"/> if Superfone posted it.</summary>
    public string? BroughtBy { get; init; }

    /// <summary>The delivery that it is a replay of.</summary>
    public long? ReplayOf { get; init; }

    /// <summary>The delivery before it in the log.</summary>
    public long? Previous { get; init; }

    /// <summary>The delivery after it in the log at the time of reading.</summary>
    public long? Next { get; init; }

    /// <summary>The delivery.</summary>
    public DeliveryItem Delivery => Event.Delivery;
}
