using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.SavedViews;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>Calls that saved searches found a moment ago, of those searches for which their owner asked to be told.</summary>
internal sealed class SearchHits(SavedViewQueries searches, NewHitQueries hits, CallQueries calls, RangeQuery ranges, Display display) : INotificationSource
{
    private const string Page = "/insights";
    private const int MostOfASearch = 5;

    // Imported conversations of long ago are no news.
    private static readonly TimeSpan Latest = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public NotificationKind Kind => NotificationKind.SearchHit;

    /// <inheritdoc/>
    public bool Concerns(LiveUpdate? update) => update is { IsReload: true } || update?.Calls.Any(call => call.Summary is not null) == true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notification>> FindAsync(Listener listener, LiveUpdate? update, DateTime nowUtc, CancellationToken cancellation)
    {
        var visibility = listener.Actor.Visibility;
        List<Notification> found = [];
        foreach (var search in (await searches.ListAsync(visibility, listener.Actor.Name, Page, cancellation)).Where(search => search.Notifies))
        {
            var query = InsightQuery.Read(QueryHelpers.ParseQuery(search.Query), ranges);
            var recent = (await hits.RecentAsync(visibility, query, search.SeenDeliveryId, nowUtc - INotificationSource.Recent, nowUtc - Latest, cancellation))
                .Take(MostOfASearch).ToDictionary(hit => hit.CdrId, hit => hit.ReceivedUtc);
            if (recent.Count > 0)
                found.AddRange((await calls.ByIdsAsync(visibility, [.. recent.Keys], cancellation)).Select(call => Of(search, call, recent[call.CdrId])));
        }

        return found;
    }

    private Notification Of(SavedViewItem search, CallItem call, DateTime receivedUtc) => new()
    {
        Kind = Kind,
        Topic = $"search-{search.Id}-{call.CdrId}",
        AtUtc = receivedUtc,
        Title = search.Name,
        Body = display.Text["Push.Found", display.NameOf(call)],
        Path = $"/calls/{call.CdrId}",
    };
}
