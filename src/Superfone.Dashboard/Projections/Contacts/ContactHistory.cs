using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.Projections.Contacts;

/// <summary>Records the history of contacts.</summary>
internal sealed class ContactHistory(ReadModelWriter readModel)
{
    /// <summary>Records that a contact was created.</summary>
    public void Created(LogEntry entry, long contactId) => Add(entry, contactId, TimelineKind.ContactCreated);

    /// <summary>Records that a field changed, unless it already has that value.</summary>
    /// <param name="entry">The delivery.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="change">The change.</param>
    /// <param name="before">The old value, if known.</param>
    public void Changed(LogEntry entry, long contactId, FieldChange change, string? before)
    {
        // A contact stores only the id of its assignee; the name comes with the change.
        if (ContactChange.AssigneeOf(change) is { Id: { } userId, Title: { } name })
            readModel.TeamMembers.Save(new TeamMember { UserId = userId, Name = readModel.StaffMembers.NameOf(userId) ?? name, ReceivedName = name });

        var value = CanonicalJson.Text(change.Value);
        var latest = readModel.TimelineEntries.LatestValue(contactId, change.Key);
        if (latest != value)
            Add(entry, contactId, TimelineKind.ContactChanged, change.Key, value, before is null || before == value ? latest : before);
    }

    /// <summary>Records that a contact moved from one lead stage to another; either may be <see langword="null"/>.</summary>
    public void StageChanged(LogEntry entry, long contactId, string? from, string? to)
    {
        if (from == to)
            return;
        if (from is not null)
            readModel.StageStays.End(contactId, entry.ReceivedUtc);
        if (to is not null)
            readModel.StageStays.Save(new StageStay { DeliveryId = entry.Id, ContactId = contactId, Stage = to, SinceUtc = entry.ReceivedUtc });
    }

    private void Add(LogEntry entry, long contactId, TimelineKind kind, string? key = null, string? value = null, string? before = null) =>
        readModel.TimelineEntries.Save(new TimelineEntry
        {
            DeliveryId = entry.Id,
            Kind = kind,
            AtUtc = entry.ReceivedUtc,
            ContactId = contactId,
            Key = key,
            Value = value,
            Before = before,
        });
}
