using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Editing;

/// <summary>What somebody sends to a destination by hand: a test, or events that failed.</summary>
public sealed class DestinationTrials
{
    private readonly DestinationTable _table;
    private readonly PassingTable _passing;
    private readonly PassingQueries _queries;
    private readonly DestinationSecrets _secrets;
    private readonly DestinationClient _client;
    private readonly DestinationRunners _runners;
    private readonly PrimaryWriter _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal DestinationTrials(
        DestinationTable table, PassingTable passing, PassingQueries queries, DestinationSecrets secrets, DestinationClient client, DestinationRunners runners, PrimaryWriter writer,
        AuditLog audit, TimeProvider time) =>
        (_table, _passing, _queries, _secrets, _client, _runners, _writer, _audit, _time) = (table, passing, queries, secrets, client, runners, writer, audit, time);

    /// <summary>Posts a test, which tells nothing and says that it is one. Also to a destination that is paused.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The result; <see langword="null"/> if the destination does not exist.</returns>
    public async Task<PostResult?> TestAsync(long id, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        if (await _table.FindAsync(id, cancellation) is not { } destination)
            return null;
        await _audit.WriteAsync(by, AuditAction.Setting, $"test destination {id}");
        return await _client.SendAsync(
            destination.Url, PostFactory.CreateTest(destination.Form, _time.GetUtcNow().UtcDateTime), _secrets.Of(destination), cancellation);
    }

    /// <summary>Sends the event of an attempt again, with the same id and for another three days if need be.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="by">Who asks.</param>
    /// <returns>Whether the attempt is known and its event still in the log.</returns>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public async Task<bool> RetryAsync(long id, long attemptId, Actor by)
    {
        by.Require(Permission.ManageSettings);
        return await _queries.DeliveryOfAsync(id, attemptId) is { } delivery && await RequeueAsync(id, delivery, by) > 0;
    }

    /// <summary>Sends all events again that failed for too long.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="by">Who asks.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public Task<int> RetryFailedAsync(long id, Actor by)
    {
        by.Require(Permission.ManageSettings);
        return RequeueAsync(id, null, by);
    }

    private async Task<int> RequeueAsync(long id, long? deliveryId, Actor by)
    {
        await _audit.WriteAsync(by, AuditAction.Replay, deliveryId is null ? $"destination {id}: all that failed" : $"destination {id}: delivery {deliveryId}");
        var now = _time.GetUtcNow().UtcDateTime;
        var count = await _writer.RunAsync(() => _passing.Requeue(id, deliveryId, now));
        await _runners.ReadQueueAsync(id);
        return count;
    }
}
