using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Privacy;

/// <summary>
/// Finds the <see cref="PersonKeys"/> of contacts by reading the log twice: <see cref="ReadFirst"/> with every body in order, then
/// <see cref="ReadAgain"/> with every body.
/// </summary>
/// <param name="contactIds">The contacts.</param>
/// <param name="phones">Converts numbers to keys.</param>
public sealed class PersonSearch(IReadOnlySet<long> contactIds, PhoneBook phones)
{
    private readonly PersonKeys _keys = new() { ContactIds = contactIds.ToHashSet() };
    private readonly Dictionary<long, Contact> _contacts = [];
    private readonly Dictionary<string, string?> _keysOfNumbers = [];
    private readonly HashSet<string> _othersNumbers = [];
    private readonly List<(string Phone, BodyIds Call)> _unnamed = [];

    /// <summary>Reads a body for the first time.</summary>
    /// <param name="body">The decompressed body; any bytes.</param>
    /// <param name="isEvent">Whether it was accepted as a documented event.</param>
    public void ReadFirst(ReadOnlyMemory<byte> body, bool isEvent)
    {
        var ids = BodyIds.Read(body);
        if (ids.ContactId is not { } contactId || !contactIds.Contains(contactId))
            return;
        AddCall(ids);
        if (ids.TaskId is { } task)
            _keys.Tasks.Add(task);
        foreach (var number in ids.ContactPhones.Append(ids.Phone).Select(KeyOf).OfType<string>())
            _keys.Phones.Add(number);
        if (isEvent && ids.Kind is not null)
            Fold(contactId, EventReader.Read(body));
    }

    /// <summary>Reads a body again, once the numbers are known.</summary>
    /// <param name="body">The decompressed body; any bytes.</param>
    public void ReadAgain(ReadOnlyMemory<byte> body)
    {
        var ids = BodyIds.Read(body);
        if (ids.ContactId is { } contact)
        {
            if (!contactIds.Contains(contact))
                _othersNumbers.UnionWith(ids.ContactPhones.Append(ids.Phone).Select(KeyOf).OfType<string>().Where(_keys.Phones.Contains));
        }
        else if (KeyOf(ids.Phone) is { } phone && _keys.Phones.Contains(phone))
        {
            _unnamed.Add((phone, ids));
        }
        else if (ids.CdrId is { } call && _keys.Calls.Contains(call))
        {
            AddCall(ids);
        }
    }

    /// <summary>The keys, once everything was read twice.</summary>
    public PersonKeys Finish()
    {
        // A number that another contact has as well is not theirs alone, and neither are the calls that name no contact.
        _keys.Phones.ExceptWith(_othersNumbers);
        foreach (var (phone, call) in _unnamed)
        {
            if (_keys.Phones.Contains(phone))
                AddCall(call);
        }

        return _keys;
    }

    private void AddCall(BodyIds ids)
    {
        if (ids.CdrId is { } call)
            _keys.Calls.Add(call);
        if (ids.CdrUuid is { } uuid)
            _keys.Uuids.Add(uuid);
        if (ids.RecordingUrl is { } url)
            _keys.Uuids.UnionWith(RecordingUrl.UuidsIn(url));
    }

    private void Fold(long contactId, SuperfoneEvent happened)
    {
        if (!_contacts.TryGetValue(contactId, out var contact))
            _contacts[contactId] = contact = new Contact { ContactId = contactId };
        var (fields, change) = happened switch
        {
            ContactEvent about => (about.Contact, about.Change),
            CallEvent call => (call.Contact, null),
            TaskEvent task => (task.Contact, null),
            _ => (null, null),
        };
        if (fields is null)
            return;
        ContactFold.Apply(contact, fields);
        if (change is not null)
            ContactFold.Apply(contact, fields, change);
        foreach (var number in contact.Phones.Select(phone => KeyOf(phone.Phone)).OfType<string>())
            _keys.Phones.Add(number);
        _keys.Emails.UnionWith(contact.Emails.Where(email => email.Contains('@', StringComparison.Ordinal)).Select(email => email.Trim()));
        if (contact.Name is { } name)
            _keys.Names.Add(name);
    }

    private string? KeyOf(string? number)
    {
        if (number is null)
            return null;
        if (!_keysOfNumbers.TryGetValue(number, out var key))
            _keysOfNumbers[number] = key = phones.KeyOf(number);
        return key;
    }
}
