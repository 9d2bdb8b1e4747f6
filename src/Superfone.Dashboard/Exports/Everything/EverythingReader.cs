using System.Runtime.CompilerServices;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.Staff;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.Primary;

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
    AuditQueries audit,
    StaffQueries staff,
    DestinationDirectory destinations,
    SettingStore settings)
{
    /// <summary>Reads a part.</summary>
    /// <param name="by">Who reads.</param>
    /// <param name="part">The part.</param>
    /// <param name="request">Where it begins.</param>
    /// <param name="last">The last delivery.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The lines: objects to be written as JSON, each with its <c>type</c>.</returns>
    /// <exception cref="CursorFormatException">The cursor does not come from the part.</exception>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public IAsyncEnumerable<EverythingLine> ReadAsync(Actor by, EverythingPart part, EverythingRequest request, long last, CancellationToken cancellation)
    {
        Require(by);
        return part switch
        {
            EverythingPart.Calls => ListAsync("call", part, request.Cursor, cursor => calls.DetailsAsync(by.Visibility, cursor, PageSize.Max, cancellation)),
            EverythingPart.Contacts => ContactsAsync(by.Visibility, request.Cursor, cancellation),
            EverythingPart.Tasks => ListAsync("task", part, request.Cursor, cursor => tasks.ListAsync(by.Visibility, new TaskFilter(), cursor, PageSize.Max, cancellation)),
            EverythingPart.FollowUps => ListAsync("followUp", part, request.Cursor, cursor => followUps.ListAsync(by.Visibility, new FollowUpFilter(), cursor, PageSize.Max, cancellation)),
            EverythingPart.Deliveries => DeliveriesAsync(by.Visibility, request.After, last, cancellation),
            EverythingPart.Users => ListAsync("user", part, request.Cursor, cursor => users.ListAsync(cursor, PageSize.Max, cancellation)),
            EverythingPart.Audit => ListAsync("auditEntry", part, request.Cursor, cursor => audit.ListAsync(new AuditFilter(), cursor, PageSize.Max, cancellation)),
            EverythingPart.Staff => WholeAsync("staffMember", request.Cursor, async () => (await staff.ReadAsync(by.Visibility, cancellation)).Items),
            EverythingPart.Destinations => WholeAsync("destination", request.Cursor, () => destinations.ListAsync(by, cancellation)),
            EverythingPart.Settings => WholeAsync("setting", request.Cursor, () => Task.FromResult(Settings())),
        };
    }

    /// <summary>Requires what one must be permitted in order to read everything.</summary>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    internal static void Require(Actor by)
    {
        by.Require(Permission.Export);
        by.Require(Permission.ManageSettings);
    }

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

    private static async IAsyncEnumerable<EverythingLine> WholeAsync<T>(string type, string? cursor, Func<Task<IReadOnlyList<T>>> read)
        where T : notnull
    {
        if (cursor is not null)
            throw new CursorFormatException();
        foreach (var item in await read())
            yield return EverythingLine.Of(type, item);
    }

    private IReadOnlyList<ExportedSetting> Settings() =>
    [
        .. settings.ReadConfiguration().Where(setting => !SettingCatalog.IsSecret(setting.Key)).OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => new ExportedSetting(setting.Key, setting.Value)),
    ];

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

/// <summary>A setting that was made on a page.</summary>
/// <param name="Key">Its key in the configuration.</param>
/// <param name="Value">Its value.</param>
public sealed record ExportedSetting(string Key, string? Value);
