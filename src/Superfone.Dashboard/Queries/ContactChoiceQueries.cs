using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Queries;

/// <summary>Reads what contacts can be narrowed to. Each index is leapt through from one value to the next: it takes as long as there are values.</summary>
public sealed class ContactChoiceQueries(IDbContextFactory<ViewsContext> contexts)
{
    /// <summary>Reads the choices.</summary>
    public async Task<ContactChoices> ReadAsync(CancellationToken cancellation = default)
    {
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        return new ContactChoices(
            await views.Database.SqlQueryRaw<string>(Leap.Through("Contacts", "StageTitle")).ToListAsync(cancellation),
            await views.Database.SqlQueryRaw<string>(Leap.Through("Contacts", "GroupTitle")).ToListAsync(cancellation),
            await LabelsAsync(views, cancellation),
            await AssigneesAsync(views, cancellation));
    }

    // Labels are kept in lower case, and by id too; nobody chooses by id. A bearer of each tells how it is written.
    private static async Task<IReadOnlyList<string>> LabelsAsync(ViewsContext views, CancellationToken cancellation)
    {
        var keys = await views.Database.SqlQueryRaw<string>(Leap.Through("ContactLabels", "Label")).ToListAsync(cancellation);
        List<string> titles = [];
        foreach (var key in keys.Where(key => !key.All(char.IsAsciiDigit)))
        {
            var labels = await views.ContactLabels.Where(row => row.Label == key).Take(1)
                .Join(views.Contacts, row => row.ContactId, contact => contact.ContactId, (_, contact) => contact.Labels).FirstOrDefaultAsync(cancellation);
            titles.Add(labels?.FirstOrDefault(label => Labels.KeyOf(label.Title ?? "") == key)?.Title?.Trim() ?? key);
        }

        return titles;
    }

    private static async Task<IReadOnlyList<AssigneeChoice>> AssigneesAsync(ViewsContext views, CancellationToken cancellation)
    {
        var ids = await views.Database.SqlQueryRaw<long>(Leap.Through("Contacts", "AssigneeUserId")).ToListAsync(cancellation);
        var names = await views.TeamMembers.Where(member => EF.Parameter(ids).Contains(member.UserId))
            .ToDictionaryAsync(member => member.UserId, member => member.Name, cancellation);
        return [.. ids.Select(id => new AssigneeChoice(id, names.GetValueOrDefault(id))).OrderBy(assignee => assignee.Title, StringComparer.OrdinalIgnoreCase)];
    }
}
