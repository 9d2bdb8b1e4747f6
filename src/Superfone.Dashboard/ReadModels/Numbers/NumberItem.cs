using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.ReadModels.Numbers;

/// <summary>What people decided about a number.</summary>
public sealed record NumberItem
{
    /// <summary>The number in E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>Why it is not a customer's; <see langword="null"/> if it is one's.</summary>
    public NumberMark? Mark { get; init; }

    /// <summary>Who decided that; <see langword="null"/> without a mark.</summary>
    public string? By { get; init; }

    /// <summary>When, UTC; <see langword="null"/> without a mark.</summary>
    public DateTime? AtUtc { get; init; }
}
