using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Replay;

/// <summary>
/// Replays deliveries that were not understood, for example after an update that understands them. A body that is recognised as an event
/// only now is appended again with the current time of receipt. An event that could not be projected is projected at its position in the
/// log.
/// </summary>
public sealed class DeliveryReplay(
    IDbContextFactory<PrimaryContext> primaries, IDbContextFactory<ReadModelContext> contexts, DeliveryLog log,
    RebuildRequests rebuilds, AuditLog audit, IOptions<WebhookOptions> options) : IDisposable
{
    // Two concurrent replays of a delivery must not store it twice.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Replays a delivery.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="by">Who asks; stored with the new delivery.</param>
    /// <param name="cancellation">Cancels the wait for other replays.</param>
    public async Task<ReplayResult> ReplayAsync(long deliveryId, Actor by, CancellationToken cancellation = default)
    {
        var result = await ReadAgainAsync(deliveryId, by, cancellation);
        if (result.Outcome == ReplayOutcome.Recomputing)
            await rebuilds.AddAsync();
        return result;
    }

    /// <summary>Replays several deliveries in the order of the log.</summary>
    /// <param name="deliveryIds">The deliveries.</param>
    /// <param name="by">Who asks; stored with the new delivery.</param>
    /// <param name="progress">Receives the tally after each delivery.</param>
    /// <param name="cancellation">Stops the replay. Deliveries replayed until then remain so.</param>
    public async Task<ReplayTally> ReplayAsync(
        IEnumerable<long> deliveryIds, Actor by, IProgress<ReplayTally>? progress = null, CancellationToken cancellation = default)
    {
        var tally = ReplayTally.None;
        try
        {
            foreach (var deliveryId in deliveryIds.Order())
            {
                cancellation.ThrowIfCancellationRequested();
                tally = tally.With(await ReadAgainAsync(deliveryId, by, cancellation));
                progress?.Report(tally);
                if (tally.Failure is not null)
                    break;
            }
        }
        finally
        {
            if (tally.Recomputing > 0)
                await rebuilds.AddAsync();
        }

        return tally;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<ReplayResult> ReadAgainAsync(long deliveryId, Actor by, CancellationToken cancellation)
    {
        by.Require(Permission.Replay);
        await audit.WriteAsync(by, AuditAction.Replay, $"delivery {deliveryId}");
        await _turn.WaitAsync(cancellation);
        try
        {
            await using var primary = await primaries.CreateDbContextAsync(cancellation);
            var delivery = await primary.Deliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == deliveryId, cancellation);
            if (delivery is null)
                return ReplayResult.Unknown;
            if (await primary.DeliveryOrigins.Where(origin => origin.ReplayOf == deliveryId).Select(origin => (long?)origin.DeliveryId)
                    .FirstOrDefaultAsync(cancellation) is { } keptAs)
                return ReplayResult.Already(keptAs);
            return delivery.Status switch
            {
                DeliveryState.Duplicate => ReplayResult.NotNeeded,
                DeliveryState.Accepted => await ReadFailedAsync(delivery, cancellation),
                DeliveryState.Quarantined or DeliveryState.Unrecognised => await KeepAgainAsync(delivery, by),
                DeliveryState.Failed => throw new UnreachableException(),
            };
        }
        finally
        {
            _turn.Release();
        }
    }

    // If it were stored again, it would be a duplicate of itself, and come after all later events.
    private async Task<ReplayResult> ReadFailedAsync(Delivery delivery, CancellationToken cancellation)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        if (!await readModel.DeliveryFailures.AnyAsync(failure => failure.DeliveryId == delivery.Id, cancellation))
            return ReplayResult.NotNeeded;
        try
        {
            EventReader.Read(delivery.Stored().Content(), delivery.ReceivedUtc);
            return ReplayResult.Recomputing;
        }
        catch (Exception error) when (error is EventFormatException or JsonException or InvalidOperationException or InvalidDataException)
        {
            return ReplayResult.NotUnderstood(error.Message);
        }
    }

    private async Task<ReplayResult> KeepAgainAsync(Delivery delivery, Actor by)
    {
        byte[] received;
        try
        {
            received = delivery.Stored().Received();
        }
        catch (InvalidDataException error)
        {
            return ReplayResult.NotUnderstood(error.Message);
        }

        var body = PackedBody.Receive(received, delivery.Encoding, options.Value.MaxBodyBytes);
        if (body.Problem is { } problem)
            return ReplayResult.NotUnderstood(problem);
        var read = EventClassifier.Classify(body.Content);
        if (read.State != DeliveryState.Accepted)
            return ReplayResult.NotUnderstood(read.Reason ?? $"the event {read.EventName} is not known here");

        var receipt = await log.AppendAsync(body, new ImportSource(by.Name, delivery.Id), CancellationToken.None);
        return receipt.Status switch
        {
            DeliveryState.Duplicate => ReplayResult.Duplicate(receipt.DeliveryId),
            DeliveryState.Accepted => ReplayResult.Projected(receipt.DeliveryId),
            DeliveryState.Unrecognised or DeliveryState.Quarantined or DeliveryState.Failed => throw new UnreachableException(),
            null => ReplayResult.NotStored(receipt.Reason!),
        };
    }
}
