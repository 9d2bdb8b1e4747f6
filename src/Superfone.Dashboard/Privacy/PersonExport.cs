using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Privacy;

/// <summary>Collects all that is known of a contact, for a person who asks for it.</summary>
public sealed class PersonExport(
    ContactQueries contacts, TimelineQueries timeline, CallQueries calls, TaskQueries tasks, FollowUpQueries followUps,
    IDbContextFactory<ReadModelContext> readModels, IDbContextFactory<PrimaryContext> primaries, AuditLog audit, TimeProvider time)
{
    private const int MostFollowUps = 1000;

    // The decisions about numbers, and about calls, that hold a user's words.
    private static readonly DecisionKind[] Written =
        [DecisionKind.CloseFollowUp, DecisionKind.MarkNumber, DecisionKind.NoteFollowUp, DecisionKind.RecordAttempt];

    private static readonly DecisionKind[] OfCalls = [DecisionKind.NoteCall, DecisionKind.TagCall];

    /// <summary>Collects everything.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns><see langword="null"/> if there is no such contact.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<PersonRecord?> CollectAsync(long contactId, Actor by, CancellationToken cancellation)
    {
        by.Require(Permission.Export);
        if (await contacts.FindAsync(by.Visibility, contactId, cancellation) is not { } contact)
            return null;
        await audit.WriteAsync(by, AuditAction.Export, $"contact {contactId}");

        List<CallDetail> details = [];
        List<TimelineItem> history = [];
        await foreach (var entry in EntriesAsync(by.Visibility, contactId, cancellation))
        {
            if (entry.Call is not { } call)
                history.Add(entry);
            else if (await calls.FindAsync(by.Visibility, call.CdrId, cancellation) is { } detail)
                details.Add(detail);
        }

        await using var readModel = await readModels.CreateDbContextAsync(cancellation);
        var keys = await readModel.ContactPhoneKeys.Where(phone => phone.ContactId == contactId).Select(phone => phone.PhoneKey).Distinct().ToListAsync(cancellation);
        List<FollowUpItem> open = [];
        List<string> noted = [];
        foreach (var key in keys)
        {
            var ofNumber = await followUps.OfNumberAsync(by.Visibility, key, MostFollowUps, cancellation);
            open.AddRange(ofNumber);
            if (ofNumber.Count > 0 || !by.Visibility.LimitsRows)
                noted.Add(key);
        }

        var cdrIds = details.Select(call => call.CdrId).ToHashSet();
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var summaries = await readModel.Summaries.Where(summary => summary.CdrId != null && EF.Parameter(cdrIds).Contains(summary.CdrId.Value))
            .Select(summary => summary.DeliveryId).ToListAsync(cancellation);
        return new PersonRecord
        {
            ExportedUtc = time.GetUtcNow().UtcDateTime,
            Contact = contact,
            Calls = details,
            History = history,
            Tasks = await tasks.ByIdsAsync(by.Visibility, [.. await readModel.Tasks.Where(task => task.ContactId == contactId).Select(task => task.TaskId).ToListAsync(cancellation)], cancellation),
            FollowUps = open,
            Notes = await primary.Decisions
                .Where(decision => decision.Note != null && (
                    (EF.Parameter(noted).Contains(decision.Subject) && EF.Parameter(Written).Contains(decision.Kind))
                    || (decision.CdrId != null && EF.Parameter(cdrIds).Contains(decision.CdrId.Value) && EF.Parameter(OfCalls).Contains(decision.Kind))))
                .OrderBy(decision => decision.Id).Select(decision => new PersonNote(decision.AtUtc, decision.DecidedBy, decision.Note!)).ToListAsync(cancellation),
            DeliveryIds = [.. details.SelectMany(call => call.DeliveryIds).Concat(history.Select(entry => entry.DeliveryId).OfType<long>()).Concat(summaries).Distinct().Order()],
            Recordings = await primary.Recordings.Where(row => row.Path != null && EF.Parameter(cdrIds).Contains(row.CdrId)).Select(row => row.Path!).ToListAsync(cancellation),
        };
    }

    private IAsyncEnumerable<TimelineItem> EntriesAsync(Visibility visibility, long contactId, CancellationToken cancellation) => Pages.ReadAllAsync(
        async cursor => await timeline.ListAsync(visibility, contactId, cursor, PageSize.Max, cancellation) ?? new Page<TimelineItem>([], null));
}

/// <summary>All that is known of a contact.</summary>
public sealed record PersonRecord
{
    /// <summary>The time at which it was collected, UTC.</summary>
    public required DateTime ExportedUtc { get; init; }

    /// <summary>The contact.</summary>
    public required ContactItem Contact { get; init; }

    /// <summary>Its calls with summaries and transcripts, newest first.</summary>
    public required IReadOnlyList<CallDetail> Calls { get; init; }

    /// <summary>Its other history, newest first.</summary>
    public required IReadOnlyList<TimelineItem> History { get; init; }

    /// <summary>Its tasks.</summary>
    public required IReadOnlyList<TaskListItem> Tasks { get; init; }

    /// <summary>The follow-ups of its numbers.</summary>
    public required IReadOnlyList<FollowUpItem> FollowUps { get; init; }

    /// <summary>What users wrote about its numbers and its calls: notes, outcomes of attempts, and tags.</summary>
    public required IReadOnlyList<PersonNote> Notes { get; init; }

    /// <summary>The deliveries that reported all of it.</summary>
    public required IReadOnlyList<long> DeliveryIds { get; init; }

    /// <summary>The files of its recordings, below the data directory.</summary>
    public required IReadOnlyList<string> Recordings { get; init; }
}

/// <summary>A note of a user.</summary>
/// <param name="AtUtc">When it was written, UTC.</param>
/// <param name="By">The user's email or the API token's name.</param>
/// <param name="Text">The text.</param>
public sealed record PersonNote(DateTime AtUtc, string By, string Text);
