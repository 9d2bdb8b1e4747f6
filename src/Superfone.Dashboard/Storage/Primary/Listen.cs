namespace Superfone.Dashboard.Storage.Primary;

/// <summary>That somebody has heard a recording.</summary>
public sealed class Listen
{
    /// <summary>The call.</summary>
    public required long CdrId { get; init; }

    /// <summary>Who: a user's email.</summary>
    public required string HeardBy { get; init; }

    /// <summary>When first, UTC.</summary>
    public DateTime HeardUtc { get; init; }
}
