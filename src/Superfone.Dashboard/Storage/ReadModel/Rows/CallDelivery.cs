namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>That a delivery told of a call.</summary>
public sealed class CallDelivery
{
    /// <summary>The delivery.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The call.</summary>
    public required long CdrId { get; init; }
}

/// <summary>That a UUID names a call, and how that is known.</summary>
public sealed class CallUuid
{
    /// <summary>The UUID, in lower case.</summary>
    public required string Uuid { get; init; }

    /// <summary>The call.</summary>
    public required long CdrId { get; init; }

    /// <summary>Whether a payload carried it as <c>cdr_uuid</c>; otherwise it stands in the recording URL's path.</summary>
    public required bool IsNamed { get; init; }
}
