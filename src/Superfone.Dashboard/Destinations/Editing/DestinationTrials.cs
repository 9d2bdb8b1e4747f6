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

    /// <summary>
    /// Sends the event of an attempt again, as it is in the log now, with the same id and for another three days if need be. A destination that is
    /// paused receives it once it is resumed.
    /// </summary>
    /// <param name="id">The destination.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="by">Who asks.</param>
    /// <returns>Whether the attempt is known and its event still in the log.</returns>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public async Task<bool> RetryAsync(long id, long attemptId, Actor by)
    {
        by.Require(Permission.ManageSettings);
        if (await _queries.DeliveryOfAsync(id, attemptId) is not { } delivery)
            return false;
        await _audit.WriteAsync(by, AuditAction.Replay, $"destination {id}: delivery {delivery}");
        var now = _time.GetUtcNow().UtcDateTime;
        var isKnown = await _writer.RunAsync(() => _passing.Requeue(id, delivery, now));
        await _runners.ReadQueueAsync(id);
        return isKnown;
    }

    /// <summary>Sends all events again that failed for too long. Those that are no longer in the log leave the list.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="by">Who asks.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="System.Data.Common.DbException">Not all were stored.</exception>
    public async Task<RetriedEvents> RetryFailedAsync(long id, Actor by)
    {
        by.Require(Permission.ManageSettings);
        await _audit.WriteAsync(by, AuditAction.Replay, $"destination {id}: all that failed");
        var now = _time.GetUtcNow().UtcDateTime;
        var (all, after) = (new RetriedEvents(0, 0), 0L);
        try
        {
            while (await _writer.RunAsync(() => _passing.RequeueFailed(id, after, now)) is { } part)
                (after, all) = (part.Last, new RetriedEvents(all.Count + part.Known, all.Gone + part.Gone));
        }
        finally
        {
            // What is stored of them is sent, whatever becomes of the others.
            await _runners.ReadQueueAsync(id);
        }

        return all;
    }
}

/// <summary>What became of events that were to be sent again.</summary>
/// <param name="Count">How many are sent again.</param>
/// <param name="Gone">How many are no longer in the log.</param>
public sealed record RetriedEvents(int Count, int Gone);
