using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The days on which customers called or were called.</summary>
internal sealed class CallerDayTable(ReadModelWriter writer, IModel model) : ReadModelTable<CallerDay>(writer, model)
{
    /// <summary>The last day before another one on which the number called.</summary>
    public int? CalledBefore(string phoneKey, int day) =>
        (int?)Writer.Number("SELECT Day FROM CallerDays WHERE PhoneKey = ?1 AND Day < ?2 AND Inbound > 0 ORDER BY Day DESC LIMIT 1", phoneKey, day);

    /// <summary>The first day after another one on which the number called.</summary>
    public int? CalledAfter(string phoneKey, int day) =>
        (int?)Writer.Number("SELECT Day FROM CallerDays WHERE PhoneKey = ?1 AND Day > ?2 AND Inbound > 0 ORDER BY Day LIMIT 1", phoneKey, day);

    /// <summary>The first day on which the number called or was called.</summary>
    public int? First(string phoneKey) => (int?)Writer.Number("SELECT Day FROM CallerDays WHERE PhoneKey = ?1 ORDER BY Day LIMIT 1", phoneKey);
}
