using System.Runtime.CompilerServices;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Exports.Everything;

/// <summary>Reads the parts of the export a page at a time, so that neither memory nor the write-ahead log grows.</summary>
public sealed class EverythingReader(
    CallQueries calls,
    ContactQueries contacts,
    TimelineQueries timelines,
    TaskQueries tasks,
    FollowUpQueries followUps,
    DeliveryBodyQueries deliveries,
    UserQueries users,
    AuditQueries audit)
{
    /// <summary>Reads a part.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="part">The part.</param>
    /// <param name="request">Where it begins.</param>
    /// <param name="last">The last delivery.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The lines: objects to be written as JSON, each with its <c>type</c>.</returns>
    /// <exception cref="CursorFormatException">The cursor does not come from the part.</exception>
    public IAsyncEnumerable<EverythingLine> ReadAsync(Visibility visibility, EverythingPart part, EverythingRequest request, long last, CancellationToken cancellation) => part switch
    {
        EverythingPart.Calls => ListAsync("call", part, request.Cursor, cursor => calls.DetailsAsync(visibility, cursor, PageSize.Max, cancellation)),
        EverythingPart.Contacts => ContactsAsync(visibility, request.Cursor, cancellation),
        EverythingPart.Tasks => ListAsync("task", part, request.Cursor, cursor => tasks.ListAsync(visibility, new TaskFilter(), cursor, PageSize.Max, cancellation)),
        EverythingPart.FollowUps => ListAsync("followUp", part, request.Cursor, cursor => followUps.ListAsync(visibility, new FollowUpFilter(), cursor, PageSize.Max, cancellation)),
        EverythingPart.Deliveries => DeliveriesAsync(visibility, request.After, last, cancellation),
        EverythingPart.Users => ListAsync("user", part, request.Cursor, cursor => users.ListAsync(cursor, PageSize.Max, cancellation)),
        EverythingPart.Audit => ListAsync("auditEntry", part, request.Cursor, cursor => audit.ListAsync(new AuditFilter(), cursor, PageSize.Max, cancellation)),
    };

    private static async IAsyncEnumerable<EverythingLine> ListAsync<T>(string type, EverythingPart part, string? cursor, Func<string?, Task<Page<T>>> read)
        where T : notnull
    {
        do
        {
            var page = await read(cursor);
            foreach (var item in page.Items)
                yield return EverythingLine.Of(type, item);
            cursor = page.NextCursor;
            if (cursor is not null)
                yield return EverythingLine.Checkpoint(part, cursor);
        }
        while (cursor is not null);
    }

    private async IAsyncEnumerable<EverythingLine> ContactsAsync(
        Visibility visibility, string? start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var list = ListAsync("contact", EverythingPart.Contacts, start, cursor => contacts.ListAsync(visibility, new ContactFilter(), cursor, PageSize.Max, cancellation));
        await foreach (var line in list)
        {
            yield return line;
            if (line.Item is not ContactItem contact)
                continue;
            var history = Pages.ReadAllAsync(async cursor =>
                await timelines.ListAsync(visibility, contact.ContactId, cursor, PageSize.Max, cancellation) ?? new Page<TimelineItem>([], null));
            await foreach (var entry in history)
            {
                // Calls are a part of their own.
                if (entry.Kind != TimelineKind.Call)
                    yield return EverythingLine.Of("history", entry) with { ContactId = contact.ContactId };
            }
        }
    }

    private async IAsyncEnumerable<EverythingLine> DeliveriesAsync(Visibility visibility, long after, long last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await deliveries.AfterAsync(visibility, after, last, cancellation) is { Count: > 0 } page)
        {
            foreach (var delivery in page)
                yield return EverythingLine.Of("delivery", delivery);
            after = page[^1].DeliveryId;
        }
    }
}
