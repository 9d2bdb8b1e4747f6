using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Reads the choices for filters of contacts, each by a skip scan of its index: the cost grows with the number of values, not of rows.</summary>
public sealed class ContactChoiceQueries(IDbContextFactory<ReadModelContext> contexts)
{
    private static readonly string LabelTitles =
        $"""
        SELECT Value AS Label, (SELECT Contacts.Labels FROM ContactLabels JOIN Contacts ON Contacts.ContactId = ContactLabels.ContactId
            WHERE ContactLabels.Label = Value LIMIT 1) AS Titles
        FROM ({SkipScan.Through("ContactLabels", "Label")})
        """;

    /// <summary>Reads the choices.</summary>
    public async Task<ContactChoices> ReadAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return new ContactChoices(
            await readModel.Database.SqlQueryRaw<string>(SkipScan.Through("Contacts", "StageTitle")).ToListAsync(cancellation),
            await readModel.Database.SqlQueryRaw<string>(SkipScan.Through("Contacts", "GroupTitle")).ToListAsync(cancellation),
            [.. (await LabelsAsync(readModel, cancellation)).Where(label => !visibility.Hides(label))],
            await AssigneesAsync(readModel, cancellation));
    }

    /// <summary>Reads the assignees of contacts.</summary>
    public async Task<IReadOnlyList<AssigneeChoice>> AssigneesAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await AssigneesAsync(readModel, cancellation);
    }

    // Labels are stored in lower case, and by id as well; ids are not offered. The spelling of a title is read from a contact that has it.
    private static async Task<IReadOnlyList<string>> LabelsAsync(ReadModelContext readModel, CancellationToken cancellation)
    {
        var rows = await readModel.Database.SqlQueryRaw<LabelRow>(LabelTitles).ToListAsync(cancellation);
        return [.. rows.Where(row => !row.Label.All(char.IsAsciiDigit)).Select(TitleOf)];
    }

    private static string TitleOf(LabelRow row)
    {
        var labels = JsonSerializer.Deserialize<List<Titled>>(row.Titles ?? "[]", JsonSerializerOptions.Web)!;
        return labels.Find(label => Labels.KeyOf(label.Title ?? "") == row.Label)?.Title?.Trim() ?? row.Label;
    }

    private static async Task<IReadOnlyList<AssigneeChoice>> AssigneesAsync(ReadModelContext readModel, CancellationToken cancellation)
    {
        var ids = await readModel.Database.SqlQueryRaw<long>(SkipScan.Through("Contacts", "AssigneeUserId")).ToListAsync(cancellation);
        var names = await readModel.TeamMembers.Where(member => EF.Parameter(ids).Contains(member.UserId))
            .ToDictionaryAsync(member => member.UserId, member => member.Name, cancellation);
        return
        [
            .. ids.Select(id => new AssigneeChoice(id, names.GetValueOrDefault(id)))
                .OrderBy(assignee => assignee.Name is null).ThenBy(assignee => assignee.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(assignee => assignee.UserId),
        ];
    }

    private sealed record LabelRow(string Label, string? Titles);
}
