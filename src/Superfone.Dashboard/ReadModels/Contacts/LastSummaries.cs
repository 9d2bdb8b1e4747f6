using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Finds the latest summaries of contacts and numbers.</summary>
internal static class LastSummaries
{
    /// <summary>The latest summary of each contact or, without a contact, of each number.</summary>
    /// <param name="readModel">The read model to search.</param>
    /// <param name="whom">Contacts and numbers.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>A text for each, in their order; <see langword="null"/> if there is no summary yet.</returns>
    public static async Task<IReadOnlyList<string?>> OfAsync(
        ReadModelContext readModel, IEnumerable<(long? ContactId, string PhoneKey)> whom, CancellationToken cancellation)
    {
        var asked = whom.Select(one => new { contact = one.ContactId, phone = one.PhoneKey }).ToList();
        if (asked.Count == 0)
            return [];
        var json = JsonSerializer.Serialize(asked);
        return await readModel.Database.SqlQuery<string?>(
            $"""
            SELECT coalesce(
                (SELECT Summaries.Text FROM Calls JOIN Summaries ON Summaries.CdrUuid = Calls.SummaryUuid
                 WHERE Calls.ContactId = Whom.value ->> 'contact' AND Calls.SummaryUuid IS NOT NULL ORDER BY Calls.SortKey DESC LIMIT 1),
                (SELECT Summaries.Text FROM Calls JOIN Summaries ON Summaries.CdrUuid = Calls.SummaryUuid
                 WHERE Calls.PhoneKey = Whom.value ->> 'phone' AND Calls.SummaryUuid IS NOT NULL ORDER BY Calls.SortKey DESC LIMIT 1)) AS Value
            FROM json_each({json}) AS Whom ORDER BY Whom.key
            """).ToListAsync(cancellation);
    }
}
