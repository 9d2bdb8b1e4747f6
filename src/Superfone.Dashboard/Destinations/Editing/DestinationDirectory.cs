using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Destinations;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Editing;

/// <summary>Shows destinations, how they fare, and the last attempts.</summary>
public sealed class DestinationDirectory(
    DestinationTable table, PassingQueries queries, PassableLog log, SettingStore settings, DestinationSecrets secrets, PhoneBook phones, TimeProvider time)
{
    /// <summary>How many events in the log are counted at most as waiting.</summary>
    public const int MostCounted = 10_000;

    /// <summary>For how long a destination may accept nothing before somebody is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Lists the destinations, oldest first.</summary>
    public async Task<IReadOnlyList<DestinationItem>> ListAsync(Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        return await ReadAsync(countsUnread: true, cancellation);
    }

    /// <summary>Finds a destination; <see langword="null"/> if it does not exist.</summary>
    public async Task<DestinationItem?> FindAsync(long id, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        return await table.FindAsync(id, cancellation) is { } found
            ? ItemOf(found, settings.Find(SettingStore.LogId), (await queries.CountAsync(cancellation)).GetValueOrDefault(id), countsUnread: true)
            : null;
    }

    /// <summary>Whether a destination exists.</summary>
    public async Task<bool> ExistsAsync(long id, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        return await table.FindAsync(id, cancellation) is not null;
    }

    /// <summary>Lists the last attempts, newest first; or the events that failed for too long, the last received first.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="isFailed">Whether to list what failed for too long.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<AttemptItem>> PageAsync(long id, bool isFailed, string? cursor, int limit, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        var list = isFailed ? ListKind.FailedEvents : ListKind.Attempts;
        var before = Cursor.Read(list, cursor) is [var place] ? place : (long?)null;
        return isFailed
            ? Cursor.Cut(list, [.. (await queries.FailedAsync(id, before, limit + 1, cancellation)).Select(ItemOf)], limit, item => item.DeliveryId)
            : Cursor.Cut(list, [.. (await queries.AttemptsAsync(id, before, limit + 1, cancellation)).Select(ItemOf)], limit, item => item.Id ?? 0);
    }

    /// <summary>The same as <see cref="ListAsync"/>, for notifications and metrics, which have no actor.</summary>
    /// <param name="countsUnread">Whether <see cref="DestinationItem.Waiting"/> includes what is not read from the log yet.</param>
    /// <param name="cancellation">Stops the query.</param>
    internal async Task<IReadOnlyList<DestinationItem>> ReadAsync(bool countsUnread, CancellationToken cancellation)
    {
        var logId = settings.Find(SettingStore.LogId);
        var counts = await queries.CountAsync(cancellation);
        return [.. (await table.ReadAsync(cancellation)).Select(destination => ItemOf(destination, logId, counts.GetValueOrDefault(destination.Id), countsUnread))];
    }

    /// <summary>The destinations that have accepted nothing for <see cref="Patience"/>, oldest first; for health checks and the shell, which have no actor.</summary>
    internal async Task<IReadOnlyList<FailingDestination>> FailingAsync(CancellationToken cancellation)
    {
        var (logId, before) = (settings.Find(SettingStore.LogId), time.GetUtcNow().UtcDateTime - Patience);
        return
        [
            .. (await table.ReadAsync(cancellation)).Where(destination => destination.FailingSinceUtc <= before && DestinationPauses.Of(destination, logId, secrets) == DestinationPause.None)
                .Select(destination => new FailingDestination(destination.Id, destination.Name, destination.FailingSinceUtc!.Value)),
        ];
    }

    private DestinationItem ItemOf(Destination destination, string? logId, (int Waiting, int Failed, DateTime? LastFailedUtc) count, bool countsUnread)
    {
        var pause = DestinationPauses.Of(destination, logId, secrets);
        return new DestinationItem
        {
            Id = destination.Id,
            Name = destination.Name,
            Url = destination.Url,
            Form = destination.Form,
            Events = DestinationFilter.Split(destination.Events),
            Accounts = DestinationFilter.Split(destination.Accounts),
            Filter = ItemConditions.Parse(destination.Conditions),
            Enabled = pause == DestinationPause.None,
            Pause = pause,
            CreatedUtc = destination.CreatedUtc,
            LastSuccessUtc = destination.LastSuccessUtc,
            FailingSinceUtc = pause == DestinationPause.None ? destination.FailingSinceUtc : null,
            Waiting = count.Waiting + (countsUnread ? UnreadOf(destination) : 0),
            Failed = count.Failed,
            LastFailedUtc = count.LastFailedUtc,
            FormerSecretUntilUtc = destination.FormerSecretUntilUtc > time.GetUtcNow().UtcDateTime ? destination.FormerSecretUntilUtc : null,
        };
    }

    private int UnreadOf(Destination destination)
    {
        var filter = new DestinationFilter(destination, phones);
        return log.CountAfter(destination.Position, MostCounted, filter.Events).Where(part => filter.Includes(part.Account)).Sum(part => part.Count);
    }

    private static AttemptItem ItemOf(DestinationAttempt attempt) => new()
    {
        Id = attempt.Id,
        DeliveryId = attempt.DeliveryId,
        Event = attempt.Event,
        Attempt = attempt.Number,
        AtUtc = attempt.AtUtc,
        Result = attempt.Result,
        HttpStatus = attempt.HttpStatus,
        Problem = attempt.Problem,
        Milliseconds = attempt.Milliseconds,
        NextAttemptUtc = attempt.NextAttemptUtc,
    };

    private static AttemptItem ItemOf(QueuedDelivery queued) => new()
    {
        Id = queued.LastAttemptId,
        DeliveryId = queued.DeliveryId,
        Event = queued.Event,
        Attempt = queued.Attempts,
        AtUtc = queued.LastAttemptUtc,
        Result = AttemptResult.Failed,
        HttpStatus = queued.HttpStatus,
        Problem = queued.Problem,
    };
}
