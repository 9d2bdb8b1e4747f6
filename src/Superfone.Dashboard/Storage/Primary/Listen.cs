namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A user who has listened to a recording.</summary>
public sealed class Listen
{
    /// <summary>The call.</summary>
    public required long CdrId { get; init; }

    /// <summary>A user's email.</summary>
    public required string HeardBy { get; init; }

    /// <summary>The first time, UTC.</summary>
    public DateTime HeardUtc { get; init; }
}
