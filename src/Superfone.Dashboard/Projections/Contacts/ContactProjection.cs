using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Projections.Analytics;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Contacts;

/// <summary>Projects contacts, and finds the contact of a number.</summary>
internal sealed class ContactProjection(ReadModelWriter readModel, PhoneBook phones)
{
    private readonly ContactHistory _history = new(readModel);

    /// <summary>Applies a contact event.</summary>
    public void Apply(LogEntry entry, ContactEvent happened, Batch batch)
    {
        var before = happened.Change is { } field && happened.Contact.ContactId is { } id && readModel.Contacts.Find(id) is { } known ? ContactChange.ValueOf(known, field.Key) : null;
        var contact = Apply(happened.Contact, entry, batch, change: happened.Change)!;
        if (EventRegistry.Of(happened.Kind).Action == EventAction.Created && contact.CreatedUtc is null)
        {
            contact.CreatedUtc = entry.ReceivedUtc;
            readModel.Contacts.Save(contact);
            _history.Created(entry, contact.ContactId);
        }
        else if (happened.Change is { } change)
        {
            _history.Changed(entry, contact.ContactId, change, before);
        }
    }

    /// <summary>Applies the contact fields of any event.</summary>
    /// <param name="fields">The event's contact fields; ignored without an id.</param>
    /// <param name="entry">The delivery.</param>
    /// <param name="batch">Collects the changes.</param>
    /// <param name="instant">The time at which it happened, UTC, if the event contains one.</param>
    /// <param name="change">The change of a field, if the event contains one.</param>
    /// <returns>The contact; <see langword="null"/> without an id.</returns>
    public Contact? Apply(ContactFields fields, LogEntry entry, Batch batch, DateTime? instant = null, FieldChange? change = null)
    {
        if (fields.ContactId is not { } contactId)
            return null;

        var contact = readModel.Contacts.Find(contactId);
        var isNew = contact is null;
        contact ??= new Contact { ContactId = contactId };
        var before = contact.Copy();
        var (origin, stage) = (isNew ? default((DateTime, string)?) : RollupNotes.OriginOf(contact), RollupNotes.StageOf(contact));

        ContactFold.Apply(contact, fields);
        if (change is not null)
            ContactFold.Apply(contact, fields, change);
        ContactFold.See(contact, instant ?? entry.ReceivedUtc);
        readModel.Contacts.Save(contact);
        batch.Changed(ChangeKind.Contact, contactId);
        batch.Rollups.ContactChanged(origin, contact);
        batch.Rollups.StageChanged(entry.ReceivedUtc, stage, RollupNotes.StageOf(contact));
        _history.StageChanged(entry, contactId, stage, RollupNotes.StageOf(contact));

        if (!before.Labels.SequenceEqual(contact.Labels))
            SaveLabels(contact);
        if (before.AssigneeUserId != contact.AssigneeUserId)
            GiveTasksToAssignee(contact, batch);
        var hasNewNumbers = !before.Phones.SequenceEqual(contact.Phones);
        if (hasNewNumbers)
        {
            SaveNumbers(contact, batch);
            contact = readModel.Contacts.Find(contactId)!; // Has changed with the calls that were assigned to it.
        }

        if (isNew || !SearchText.IsOfSameValues(before, contact))
            batch.ContactTextChanged(contactId, isNew);
        if (!isNew && (hasNewNumbers || before.Name != contact.Name || before.BusinessName != contact.BusinessName))
            CallsOf(contactId, batch);
        return contact;
    }

    /// <summary>The only contact with a number; <see langword="null"/> if there is none, or more than one.</summary>
    public long? OwnerOf(string? phoneKey)
    {
        if (phoneKey is null)
            return null;
        var owners = readModel.ContactPhoneKeys.TwoOwners(phoneKey);
        return owners.Count == 1 ? owners[0].ContactId : null;
    }

    /// <summary>Moves the count of a call from its old contact to its new one.</summary>
    /// <param name="from">The old contact.</param>
    /// <param name="call">The call, with its new contact.</param>
    /// <param name="batch">Collects the changes.</param>
    public void CallMoved(long? from, Call call, Batch batch)
    {
        if (from is { } old && old != call.ContactId && readModel.Contacts.Find(old) is { } before)
        {
            before.CallCount--;
            readModel.Contacts.Save(before);
            batch.Changed(ChangeKind.Contact, old);
        }

        if (call.ContactId is { } owner && readModel.Contacts.Find(owner) is { } contact)
        {
            if (owner != from)
                contact.CallCount++;
            var origin = RollupNotes.OriginOf(contact);
            ContactFold.See(contact, SortKey.InstantOf(call.SortKey));
            readModel.Contacts.Save(contact);
            batch.Rollups.ContactChanged(origin, contact);
            batch.Changed(ChangeKind.Contact, owner);
        }
    }

    private void SaveLabels(Contact contact)
    {
        readModel.ContactLabels.DeleteOfContact(contact.ContactId);
        foreach (var label in contact.Labels.SelectMany(label => new[] { label.Title, label.Id?.ToString(System.Globalization.CultureInfo.InvariantCulture) }))
        {
            if (label is not null)
                readModel.ContactLabels.Save(new ContactLabel { ContactId = contact.ContactId, Label = label.Trim().ToLowerInvariant() });
        }
    }

    private void SaveNumbers(Contact contact, Batch batch)
    {
        var before = readModel.ContactPhoneKeys.OfContact(contact.ContactId).Select(row => row.PhoneKey).ToHashSet();
        var now = contact.Phones.Select(number => phones.KeyOf(number.Phone)).OfType<string>().ToHashSet();
        foreach (var gone in before.Except(now))
            readModel.ContactPhoneKeys.Delete(gone, contact.ContactId);
        foreach (var added in now.Except(before))
            readModel.ContactPhoneKeys.Save(new ContactPhoneKey { PhoneKey = added, ContactId = contact.ContactId });

        now.SymmetricExceptWith(before);
        foreach (var phoneKey in now)
            GiveCallsToOwner(phoneKey, batch);
    }

    // A call without a contact in its payloads belongs to the only contact that has its number now, however old the call is.
    private void GiveCallsToOwner(string phoneKey, Batch batch)
    {
        var owner = OwnerOf(phoneKey);
        foreach (var call in readModel.Calls.NotOwnedBy(phoneKey, owner))
        {
            var from = call.ContactId;
            call.ContactId = owner;
            readModel.Calls.Save(call);
            CallMoved(from, call, batch);
            batch.Changed(ChangeKind.Call, call.CdrId);
            batch.CallTextChanged(call.CdrId);
        }
    }

    private void CallsOf(long contactId, Batch batch)
    {
        if (batch.IsBulk)
        {
            batch.ContactRenamed(contactId);
            return;
        }

        foreach (var cdrId in readModel.Calls.OfContact(contactId))
        {
            batch.Changed(ChangeKind.Call, cdrId);
            batch.CallTextChanged(cdrId);
        }
    }

    private void GiveTasksToAssignee(Contact contact, Batch batch)
    {
        foreach (var task in readModel.Tasks.OfContact(contact.ContactId))
        {
            task.AssigneeUserId = contact.AssigneeUserId;
            readModel.Tasks.Save(task);
            batch.Changed(ChangeKind.Task, task.TaskId);
        }
    }
}
