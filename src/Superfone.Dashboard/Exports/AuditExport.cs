using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Exports;

/// <summary>The audit log as an export, newest first.</summary>
internal sealed class AuditExport(AuditQueries entries, RangeQuery ranges, BusinessCalendar calendar, IStringLocalizer<Strings> text) : ListExport<AuditItem>
{
    /// <inheritdoc/>
    public override string Name => "audit";

    /// <inheritdoc/>
    public override string Title => text["Settings.Audit"];

    /// <inheritdoc/>
    public override IReadOnlyList<ExportColumn<AuditItem>> Columns =>
    [
        new(text["Audit.Time"], 20, item => calendar.ToLocal(item.AtUtc)),
        new(text["Audit.User"], 28, item => item.User),
        new(text["Audit.Action"], 20, item => Enum.TryParse<AuditAction>(item.Action, ignoreCase: true, out var action) ? text[$"AuditAction.{action}"].Value : item.Action),
        new(text["Audit.Subject"], 40, item => item.Subject),
        new(text["Audit.Address"], 18, item => item.Address),
    ];

    /// <inheritdoc/>
    public override IAsyncEnumerable<AuditItem> Read(
        Visibility visibility, IReadOnlyDictionary<string, StringValues> query, ICollection<string> problems, CancellationToken cancellation)
    {
        var (filter, _) = AuditQuery.Read(query, ranges, problems, AuditLog.Names);
        new QueryValues(query, problems).RefuseOthers(AuditQuery.IsKnown, "audit entries");
        return Pages.ReadAllAsync(cursor => entries.ListAsync(filter, cursor, ReadAtOnce, cancellation));
    }
}
