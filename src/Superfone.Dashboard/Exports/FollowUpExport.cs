using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Exports;

/// <summary>Follow-ups as an export, in the order of their page; the open ones unless the query string names another state.</summary>
internal sealed class FollowUpExport(
    FollowUpQueries followUps, RangeQuery ranges, Display display, BusinessCalendar calendar, IStringLocalizer<Strings> text) : ListExport<FollowUpItem>
{
    /// <inheritdoc/>
    public override string Name => "follow-ups";

    /// <inheritdoc/>
    public override string Title => text["NavItem.FollowUps"];

    /// <inheritdoc/>
    public override IReadOnlyList<ExportColumn<FollowUpItem>> Columns =>
    [
        new(text["Export.Number"], 18, item => ExportedPhone.Of(display, item.Phone)),
        new(text["Export.Contact"], 24, item => item.Contact?.Name),
        new(text["Export.Business"], 24, item => item.Contact?.BusinessName),
        new(text["Export.State"], 12, item => text.NameOf(item.State)),
        new(text["Export.TimesMissed"], 12, item => item.MissedCount),
        new(text["Export.FirstMissed"], 20, item => calendar.ToLocal(item.FirstMissedUtc)),
        new(text["Export.LastMissed"], 20, item => calendar.ToLocal(item.LastMissedUtc)),
        new(text["Export.Attempts"], 10, item => item.Attempts),
        new(text["Export.CalledBack"], 20, item => LocalOf(item.ReturnedUtc)),
        new(text["Export.CalledBackAfter"], 16, item => item.SecondsToReturn),
        new(text["Export.Agent"], 20, item => item.LastAgent),
        new(text["Export.Closed"], 20, item => LocalOf(item.ClosedUtc)),
        new(text["Export.ClosedBy"], 24, item => item.ClosedBy),
        new(text["Export.Notes"], 40, item => item.Note),
        new(text["Export.Calling"], 20, item => item.ClaimedByName),
        new(text["Export.SnoozedUntil"], 20, item => LocalOf(item.SnoozedUntilUtc)),
        new(text["Export.Assignee"], 20, item => item.Assignee is { } user ? user.Name ?? user.UserId : null),
        new(text["Export.WorkNotes"], 60, item => ExportedNotes.Of(item.Notes, text)),
    ];

    /// <inheritdoc/>
    public override IAsyncEnumerable<FollowUpItem> Read(Visibility visibility, IReadOnlyDictionary<string, StringValues> query, ICollection<string> problems, CancellationToken cancellation)
    {
        var asked = WorkListQuery.Read(query, ranges, problems);
        new QueryValues(query, problems).RefuseOthers(WorkListQuery.IsKnown, "follow-ups");
        return ReadAsync(visibility, asked.Filter, cancellation);
    }

    // Those that are put off follow, as on the page.
    private async IAsyncEnumerable<FollowUpItem> ReadAsync(Visibility visibility, WorkListFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in Pages.ReadAllAsync(cursor => followUps.WorkListAsync(visibility, filter, cursor, ReadAtOnce, cancellation)).WithCancellation(cancellation))
            yield return item;
        if (filter.State != FollowUpState.Open)
            yield break;
        foreach (var item in await followUps.SnoozedAsync(visibility, filter, int.MaxValue, cancellation))
            yield return item;
    }

    private DateTime? LocalOf(DateTime? utc) => utc is { } at ? calendar.ToLocal(at) : null;
}
