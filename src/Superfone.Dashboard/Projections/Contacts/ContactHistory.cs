using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.Projections.Contacts;

/// <summary>Writes the history of contacts.</summary>
internal sealed class ContactHistory(ReadModelWriter readModel)
{
    /// <summary>A contact was created.</summary>
    public void Created(LogEntry entry, long contactId) => Add(entry, contactId, TimelineKind.ContactCreated);

    /// <summary>A field changed; a repeated value is not an entry.</summary>
    /// <param name="entry">The delivery.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="change">The change.</param>
    /// <param name="before">The previous value, if it is known.</param>
    public void Changed(LogEntry entry, long contactId, FieldChange change, string? before)
    {
        // Contacts carry the id of their assignee; only a change carries the name.
        if (ContactChange.AssigneeOf(change) is { Id: { } userId, Title: { } name })
            readModel.TeamMembers.Save(new TeamMember { UserId = userId, Name = name });

        var value = CanonicalJson.Text(change.Value);
        var latest = (string?)readModel.Scalar(
            "SELECT Value FROM TimelineEntries WHERE ContactId = $0 AND Kind = $1 AND \"Key\" = $2 ORDER BY DeliveryId DESC LIMIT 1",
            contactId, (int)TimelineKind.ContactChanged, change.Key);
        if (latest != value)
            Add(entry, contactId, TimelineKind.ContactChanged, change.Key, value, before is null || before == value ? latest : before);
    }

    /// <summary>A contact moved from one lead stage to another; either may be <see langword="null"/>.</summary>
    public void StageChanged(LogEntry entry, long contactId, string? from, string? to)
    {
        if (from == to)
            return;
        if (from is not null)
        {
            readModel.Execute(
                "UPDATE StageStays SET UntilUtc = $0 WHERE ContactId = $1 AND UntilUtc IS NULL", UtcMilliseconds.Of(entry.ReceivedUtc), contactId);
        }

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
