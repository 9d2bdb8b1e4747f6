using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.ReadModels.Deliveries.Inspection;

/// <summary>Reads all details of one delivery.</summary>
public sealed class DeliveryInspector(
    IDbContextFactory<PrimaryContext> primaries,
    IDbContextFactory<ReadModelContext> contexts,
    DeliveryQueries deliveries,
    EventQueries events,
    CallQueries calls,
    ContactQueries contacts,
    TaskQueries tasks)
{
    // A call has three events, each of which may be repeated.
    private const int MostOfACall = 50;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    /// <summary>Reads a delivery; <see langword="null"/> if it is not in the log.</summary>
    public async Task<DeliveryInspection?> FindAsync(Visibility visibility, long deliveryId, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return null;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var row = await primary.Deliveries.AsNoTracking().SingleOrDefaultAsync(delivery => delivery.Id == deliveryId, cancellation);
        if (row is null || (await deliveries.ByIdsAsync(visibility, [deliveryId], cancellation)).SingleOrDefault() is not { } item)
            return null;

        var content = row.Stored().ContentOrBytes();
        var body = BodyText.Of(content);
        var names = NamedIds.Of(body.Root);
        var isSummary = row.Event == EventNames.Of(EventKind.SummaryReady);
        var summary = isSummary && names.CdrUuid is { } uuid ? await readModel.Summaries.Where(known => known.CdrUuid == uuid)
            .Select(known => new { known.CdrId }).FirstOrDefaultAsync(cancellation) : null;
        var call = (names.CdrId ?? summary?.CdrId) is { } cdrId ? (await calls.ByIdsAsync(visibility, [cdrId], cancellation)).SingleOrDefault() : null;
        var compared = row.EarlierId ?? await EventBeforeAsync(primary, readModel, row, names, cancellation);
        var origin = await primary.DeliveryOrigins.AsNoTracking().SingleOrDefaultAsync(known => known.DeliveryId == deliveryId, cancellation);
        return new DeliveryInspection
        {
            Event = (await events.DescribeAsync(visibility, [item], cancellation)).Single(),
            Body = body,
            Names = names,
            Call = call,
            Contact = call?.Contact ?? await ContactAsync(visibility, names, cancellation),
            Task = names.TaskId is { } taskId ? (await tasks.ByIdsAsync(visibility, [taskId], cancellation)).SingleOrDefault() : null,
            IsWaiting = summary is { CdrId: null },
            Delay = DelayOf(row, body),
            ComparedWith = compared,
            IsRepetition = row.EarlierId is not null,
            Comparison = compared is { } other && await BodyAsync(primary, other, cancellation) is { } earlier ? BodyComparison.Of(earlier, content) : null,
            Encoding = row.Encoding,
            BroughtBy = origin?.BroughtBy,
            ReplayOf = origin?.ReplayOf,
            Previous = await primary.Deliveries.Where(delivery => delivery.Id < deliveryId).MaxAsync(delivery => (long?)delivery.Id, cancellation),
            Next = await primary.Deliveries.Where(delivery => delivery.Id > deliveryId).MinAsync(delivery => (long?)delivery.Id, cancellation),
        };
    }

    private static async Task<byte[]?> BodyAsync(PrimaryContext primary, long deliveryId, CancellationToken cancellation) =>
        await primary.Deliveries.Where(delivery => delivery.Id == deliveryId).Select(delivery => delivery.Stored())
            .FirstOrDefaultAsync(cancellation) is { } body ? body.ContentOrBytes() : null;

    // A repetition of the same event of the same call has a fresh signature, or corrects the earlier one.
    private static async Task<long?> EventBeforeAsync(
        PrimaryContext primary, ReadModelContext readModel, Delivery row, NamedIds names, CancellationToken cancellation)
    {
        if (names.CdrId is not { } cdrId)
            return null;
        var told = await readModel.CallDeliveries.Where(link => link.CdrId == cdrId && link.DeliveryId < row.Id)
            .OrderByDescending(link => link.DeliveryId).Select(link => link.DeliveryId).Take(MostOfACall).ToListAsync(cancellation);
        return await primary.Deliveries.Where(delivery => EF.Parameter(told).Contains(delivery.Id) && delivery.Event == row.Event)
            .MaxAsync(delivery => (long?)delivery.Id, cancellation);
    }

    private async Task<ContactReference?> ContactAsync(Visibility visibility, NamedIds names, CancellationToken cancellation) =>
        names.ContactId is { } contactId && (await contacts.ByIdsAsync(visibility, [contactId], cancellation)).SingleOrDefault() is { } contact
            ? ContactReference.Of(contactId, contact.Name, contact.BusinessName)
            : null;

    private static TimeSpan? DelayOf(Delivery row, BodyText body)
    {
        try
        {
            return body.Root is { ValueKind: JsonValueKind.Object } payload
                && LenientJson.TryInstant(LenientJson.Field(payload, "cdr_end"), out var end) && end is { } ended
                && row.ReceivedUtc - ended is var delay && delay >= TimeSpan.Zero && delay <= LongestDelay ? delay : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate.
            return null;
        }
    }
}
