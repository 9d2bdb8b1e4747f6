using System.Text.Json.Serialization;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The answered call that closed the follow-up of a missed call.</summary>
/// <param name="AtUtc">The start of that call, UTC.</param>
/// <param name="CdrId">Superfone's key of that call.</param>
/// <param name="Staff">The agent who talked with the caller.</param>
public sealed record CallReturn(DateTime AtUtc, long CdrId, StaffReference? Staff)
{
    /// <summary>The direction of that call: whether the caller was called back or called again; for pages only.</summary>
    [JsonIgnore]
    public CallDirection? Direction { get; init; }
}
