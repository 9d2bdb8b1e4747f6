using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Summaries.</summary>
internal sealed class SummaryTable(ReadModelWriter writer, IModel model) : ReadModelTable<Summary>(writer, model)
{
    private readonly RecentRows<string, Summary> _recent = new();

    /// <summary>Finds a summary; <see langword="null"/> if there is none.</summary>
    public Summary? Find(string cdrUuid) => _recent.Find(cdrUuid, key => Find([UuidBytes.Write(key)]));

    /// <inheritdoc/>
    public override void Save(Summary row)
    {
        base.Save(row);
        _recent.Keep(row.CdrUuid, row);
    }

    /// <summary>Forgets the rows in memory, because what was saved may have been rolled back.</summary>
    public void Forget() => _recent.Clear();

    /// <summary>
    /// The earliest summary without a call that has the account and duration of a call and was received within a range of time.
    /// </summary>
    /// <param name="end">The call. Summaries that a user unlinked from it are left out.</param>
    /// <param name="first">The beginning of the range, milliseconds since 1970, inclusive.</param>
    /// <param name="last">The end of the range, milliseconds since 1970, inclusive.</param>
    /// <param name="after">The summary must also have been received after this instant, milliseconds since 1970.</param>
    /// <param name="before">The summary must also have been received before this instant, milliseconds since 1970.</param>
    /// <returns>Its <c>cdr_uuid</c>.</returns>
    public string? FirstWaiting(CallEnd end, long first, long last, long after, long before) => Writer.Prepare(
        """
        SELECT CdrUuid FROM Summaries
        WHERE CdrId IS NULL AND AccountKey = ?1 AND DurationSeconds = ?2
            AND ReceivedUtc >= ?3 AND ReceivedUtc <= ?4 AND ReceivedUtc > ?5 AND ReceivedUtc < ?6
            AND NOT EXISTS (SELECT 1 FROM SummaryRejections AS Rejected WHERE Rejected.CdrUuid = Summaries.CdrUuid AND Rejected.CdrId = ?7)
        ORDER BY ReceivedUtc, DeliveryId LIMIT 1
        """)
        .BindAll(end.Account, end.Duration, first, last, after, before, end.CdrId)
        .First(row => UuidBytes.Read(row.Bytes(0)), null);
}
