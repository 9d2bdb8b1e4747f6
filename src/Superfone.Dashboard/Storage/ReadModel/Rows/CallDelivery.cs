using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A delivery that is about a call.</summary>
public sealed class CallDelivery
{
    /// <summary>The delivery.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The call.</summary>
    public required long CdrId { get; init; }
}

/// <summary>A UUID that identifies a call.</summary>
public sealed class CallUuid
{
    /// <summary>The UUID, in lower case.</summary>
    public required string Uuid { get; init; }

    /// <summary>The call.</summary>
    public required long CdrId { get; init; }

    /// <summary>Whether a payload carried it as <c>cdr_uuid</c>; otherwise it is in the path of the recording's URL.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>Whether it is the call's own <see cref="Call.CdrUuid"/>; only the others can be found by call.</summary>
    public required bool IsOwn { get; init; }
}
