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
        var own = calls.ToDictionary(call => call.SortKey, call => SearchText.Lines(SearchText.WhoOf(call.StaffName, call.PhoneKey, call.Phone)));
        var found = own.Where(call => fragments.AreIn(call.Value)).Select(call => call.Key).ToHashSet();

        // Mostly the call's own number has the digits, and the contact's name has the letters: reading a number takes longer than both.
        var left = calls.Where(call => call.ContactId is not null && !found.Contains(call.SortKey)).ToLookup(call => call.ContactId!.Value, call => call.SortKey);
        if (left.Count == 0)
            return found;
        var ids = left.Select(calls => calls.Key).ToList();
        var contacts = await readModel.Contacts.FromSql($"SELECT * FROM main.Contacts").AsNoTracking().Where(contact => EF.Parameter(ids).Contains(contact.ContactId))
            .Select(contact => new { contact.ContactId, contact.Name, contact.BusinessName, contact.Phones }).ToListAsync(cancellation);
        foreach (var contact in contacts)
        {
            var names = SearchText.Lines([contact.Name, contact.BusinessName]);
            var all = new Lazy<string>(() => SearchText.Lines(SearchText.WhoOf(contact.Name, contact.BusinessName, contact.Phones, fragments.Phones)));
            found.UnionWith(left[contact.ContactId].Where(call => fragments.AreIn($"{own[call]}\n{names}") || fragments.AreIn($"{own[call]}\n{all.Value}")));
        }

        return found;
    }

    /// <summary>The contacts among some that have the texts.</summary>
    public static async Task<IReadOnlySet<long>> ContactsAsync(ReadModelContext readModel, Fragments fragments, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var contacts = await readModel.Contacts.FromSql($"SELECT * FROM main.Contacts").AsNoTracking().Where(contact => EF.Parameter(ids).Contains(contact.ContactId))
            .Select(contact => new { contact.ContactId, contact.Name, contact.BusinessName, contact.Phones, contact.Emails }).ToListAsync(cancellation);
        return contacts.Where(contact => fragments.AreIn(SearchText.Lines([contact.Name, contact.BusinessName])) || fragments.AreIn(SearchText.Lines(
            [.. SearchText.WhoOf(contact.Name, contact.BusinessName, contact.Phones, fragments.Phones), .. contact.Emails])))
            .Select(contact => contact.ContactId).ToHashSet();
    }
}
