using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.ReadModels.Deliveries.Inspection;

/// <summary>All that there is to see of one delivery.</summary>
public sealed record DeliveryInspection
{
    /// <summary>The delivery, and what it is about.</summary>
    public required EventItem Event { get; init; }

    /// <summary>Its body.</summary>
    public required BodyText Body { get; init; }

    /// <summary>What its body names.</summary>
    public required NamedIds Names { get; init; }

    /// <summary>What of that is known: the call, or the one that the summary belongs to.</summary>
    public CallItem? Call { get; init; }

    /// <summary>The contact.</summary>
    public ContactReference? Contact { get; init; }

    /// <summary>The task.</summary>
    public TaskListItem? Task { get; init; }

    /// <summary>Whether it brought a summary that waits for its call.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>How long after the end of its call it came.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The delivery that it is compared with; <see langword="null"/> if there is none.</summary>
    public long? ComparedWith { get; init; }

    /// <summary>Whether that one says the same, so that this one repeats it.</summary>
    public bool IsRepetition { get; init; }

    /// <summary>How it differs from that one.</summary>
    public BodyComparison? Comparison { get; init; }

    /// <summary>How its body came packed, such as <c>gzip</c>; <see langword="null"/> if it did not.</summary>
    public string? Encoding { get; init; }

    /// <summary>Who brought it, where Superfone did not.</summary>
    public string? BroughtBy { get; init; }

    /// <summary>The delivery that it is a replay of.</summary>
    public long? ReplayOf { get; init; }

    /// <summary>The delivery before it in the log.</summary>
    public long? Previous { get; init; }

    /// <summary>The delivery after it in the log, when it was read.</summary>
    public long? Next { get; init; }

    /// <summary>The delivery.</summary>
    public DeliveryItem Delivery => Event.Delivery;
}
