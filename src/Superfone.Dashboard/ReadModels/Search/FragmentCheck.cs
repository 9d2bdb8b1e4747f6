using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>
/// Reads the names and numbers of rows that may have the texts of a search. It reads the tables, not what somebody sees of them: what was found does not
/// depend on it, and nothing that is read here is shown.
/// </summary>
internal static class FragmentCheck
{
    /// <summary>The calls among some, by sort key, that have the texts.</summary>
    public static async Task<IReadOnlySet<long>> CallsAsync(ReadModelContext readModel, Fragments fragments, IReadOnlyList<long> sortKeys, CancellationToken cancellation)
    {
        var calls = await readModel.Calls.FromSql($"SELECT * FROM main.Calls").AsNoTracking().Where(call => EF.Parameter(sortKeys).Contains(call.SortKey))
            .Select(call => new { call.SortKey, call.StaffName, call.PhoneKey, call.Phone, call.ContactId }).ToListAsync(cancellation);
        var contacts = await OfContactsAsync(readModel, fragments, [.. calls.Select(call => call.ContactId).OfType<long>().Distinct()], cancellation);
        return calls.Where(call => fragments.AreIn(SearchText.Lines(
            [.. SearchText.WhoOf(call.StaffName, call.PhoneKey, call.Phone), call.ContactId is { } id ? contacts.GetValueOrDefault(id) : null])))
            .Select(call => call.SortKey).ToHashSet();
    }

    /// <summary>The contacts among some that have the texts.</summary>
    public static async Task<IReadOnlySet<long>> ContactsAsync(ReadModelContext readModel, Fragments fragments, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var contacts = await readModel.Contacts.FromSql($"SELECT * FROM main.Contacts").AsNoTracking().Where(contact => EF.Parameter(ids).Contains(contact.ContactId))
            .Select(contact => new { contact.ContactId, contact.Name, contact.BusinessName, contact.Phones, contact.Emails }).ToListAsync(cancellation);
        return contacts.Where(contact => fragments.AreIn(SearchText.Lines(
            [.. SearchText.WhoOf(contact.Name, contact.BusinessName, contact.Phones, fragments.Phones), .. contact.Emails])))
            .Select(contact => contact.ContactId).ToHashSet();
    }

    private static async Task<Dictionary<long, string>> OfContactsAsync(
        ReadModelContext readModel, Fragments fragments, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? [] : (await readModel.Contacts.FromSql($"SELECT * FROM main.Contacts").AsNoTracking().Where(contact => EF.Parameter(ids).Contains(contact.ContactId))
            .Select(contact => new { contact.ContactId, contact.Name, contact.BusinessName, contact.Phones }).ToListAsync(cancellation))
            .ToDictionary(contact => contact.ContactId, contact => SearchText.Lines(SearchText.WhoOf(contact.Name, contact.BusinessName, contact.Phones, fragments.Phones)));
}
