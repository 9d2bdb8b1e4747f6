using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain.Contacts;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>
/// Contacts. Most deliveries change one, several times, so rows stay in memory, and those that were saved are written together before the
/// transaction ends. There is one instance of each contact: whoever changes it must save it.
/// </summary>
internal sealed class ContactTable(ReadModelWriter writer, IModel model)
{
    private readonly ReadModelTable<Contact> _rows = new(writer, model);
    private readonly Dictionary<long, Kept> _kept = [];
    private readonly List<Contact> _unwritten = [];

    /// <summary>How many rows are kept between transactions.</summary>
    public int MostKept { get; set; } = 10_000;

    /// <summary>Finds a contact.</summary>
    /// <returns><see langword="null"/> if there is none.</returns>
    public Contact? Find(long contactId)
    {
        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(_kept, contactId, out var isKept);
        if (!isKept)
            kept = new Kept(_rows.Find(contactId), IsWritten: true);
        return kept.Contact;
    }

    /// <summary>Inserts the contact, or replaces the one with its key.</summary>
    public void Save(Contact contact)
    {
        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(_kept, contact.ContactId, out var isKept);
        if (!isKept || kept.IsWritten)
            _unwritten.Add(contact);
        kept = new Kept(contact, IsWritten: false);
    }

    /// <summary>Writes all saved rows.</summary>
    public void Flush()
    {
        foreach (var contact in _unwritten)
        {
            _rows.Save(contact);
            _kept[contact.ContactId] = new Kept(contact, IsWritten: true);
        }

        _unwritten.Clear();
        if (_kept.Count > MostKept)
            _kept.Clear();
    }

    /// <summary>Forgets all rows, because what was saved may have been rolled back.</summary>
    public void Forget()
    {
        _kept.Clear();
        _unwritten.Clear();
    }

    private readonly record struct Kept(Contact? Contact, bool IsWritten);
}
