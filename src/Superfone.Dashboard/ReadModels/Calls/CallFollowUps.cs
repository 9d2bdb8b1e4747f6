using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The follow-up that counts a missed call.</summary>
/// <param name="MissedKey">Sort key of the missed call.</param>
/// <param name="State">State of the follow-up.</param>
/// <param name="LastStepKey">Sort key of its last step; if it was returned, that of the answered call.</param>
/// <param name="CdrId">Superfone's key of the answered call.</param>
/// <param name="StaffName">The agent who talked with the caller.</param>
/// <param name="StaffPhone">Their number, as received.</param>
/// <param name="Direction">Direction of that call.</param>
/// <param name="ClaimedBy">Who says that they are calling, as recorded; <see langword="null"/> if nobody does now.</param>
internal sealed record CallFollowUp(
    long MissedKey, FollowUpState State, long LastStepKey, long? CdrId, string? StaffName, string? StaffPhone, CallDirection? Direction, string? ClaimedBy)
{
    /// <summary>The call that returned it.</summary>
    public CallReturn? Return => State == FollowUpState.Returned && CdrId is { } id
        ? new CallReturn(SortKey.InstantOf(LastStepKey), id, StaffName is null && StaffPhone is null ? null : new StaffReference(StaffName, StaffPhone)) { Direction = Direction }
        : null;
}

/// <summary>Finds the follow-ups of missed calls.</summary>
internal static class CallFollowUps
{
    // A missed call belongs to the last follow-up of its number that opened with it or before, because only one is open at a time. The call
    // that returned a follow-up is its last step. The subquery stops at the first match in the index; a join would read all follow-ups of
    // the number.
    private const string Query = """
        SELECT Missed.value ->> 1 AS MissedKey, FollowUps.State, FollowUps.LastStepKey, Calls.CdrId, Calls.StaffName, Calls.StaffPhone, Calls.Direction,
            CASE WHEN FollowUps.ClaimedUntilUtc > {1} THEN FollowUps.ClaimedBy END AS ClaimedBy
        FROM json_each({0}) AS Missed
        JOIN FollowUps ON FollowUps.Id = (SELECT MAX(Id) FROM FollowUps WHERE PhoneKey = Missed.value ->> 0 AND Id <= Missed.value ->> 1)
        LEFT JOIN Calls ON Calls.SortKey = FollowUps.LastStepKey
        """;

    /// <summary>The follow-ups of the missed ones among some calls, by their sort keys.</summary>
    public static async Task<IReadOnlyDictionary<long, CallFollowUp>> OfAsync(
        IDbContextFactory<ReadModelContext> contexts, Visibility visibility, IEnumerable<CallRow> rows, DateTime now, CancellationToken cancellation)
    {
        var missed = rows.Where(row => row.Call is { Missed: true, PhoneKey: not null }).Select(row => new object[] { row.Call.PhoneKey!, row.Call.SortKey }).ToList();
        if (missed.Count == 0)
            return new Dictionary<long, CallFollowUp>();
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.Database.SqlQueryRaw<CallFollowUp>(Query, JsonSerializer.Serialize(missed), UtcMilliseconds.Of(now)).ToDictionaryAsync(row => row.MissedKey, cancellation);
    }
}
