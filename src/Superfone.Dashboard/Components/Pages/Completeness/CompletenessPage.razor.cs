using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Summaries;

namespace Superfone.Dashboard.Components.Pages.Completeness;

/// <summary>Answered calls without a recording or a summary, and the events that do not arrive.</summary>
public sealed partial class CompletenessPage(
    CompletenessQueries completeness, ArrivalQueries arrivals, SummaryQueries summaries, LiveFeed feed, CurrentActor who, RangeQuery ranges, BusinessCalendar calendar,
    NavigationManager navigation, ILogger<CompletenessPage> logger)
{
    private PagedRows<CallItem> _list = default!;
    private CallGaps? _gaps;
    private IReadOnlyList<SilentEvent> _silent = [];
    private int? _waiting;
    private bool _mayConnect;

    /// <summary><c>recording</c>, <c>summary</c> or <c>download</c>; recording or summary for anything else.</summary>
    [SupplyParameterFromQuery]
    public string? Lacks { get; set; }

    private DaySpan Span => DaySpan.Read(new Uri(navigation.Uri).Query, ranges, calendar);

    private CallGap? Gap => Enum.TryParse<CallGap>(Lacks, ignoreCase: true, out var gap) && Enum.IsDefined(gap) ? gap : null;

    private string EmptyTitle => Gap is { } gap ? L[$"Completeness.None.{gap}"] : L["Completeness.None"];

    private IEnumerable<(string, string, bool)> GapChoices => Enum.GetValues<CallGap>().Cast<CallGap?>().Prepend(null).Select(gap =>
        (gap is { } one ? L.NameOf(one) : L["Completeness.Gap.Any"].Value, navigation.GetUriWithQueryParameter("lacks", gap?.ToString().ToLowerInvariant()), gap == Gap));

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(feed, ApplyAsync);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _list = Own(new PagedRows<CallItem>(
            (cursor, cancellation) => completeness.ListAsync(Gap, Span.Range.FromUtc!.Value, cursor, to: Span.Range.ToUtc, cancellation: cancellation), call => call.CdrId, logger));
        _mayConnect = (await who.GetAsync()).May(Permission.ManageSettings);
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        await _list.LoadAsync();
        try
        {
            _gaps = await completeness.CountAsync(Span.Range.FromUtc!.Value, Span.Range.ToUtc);
            _waiting = await summaries.CountUnmatchedAsync();
            _silent = await arrivals.SilentAsync();
        }
        catch (Exception error)
        {
            logger.LogError(error, "What is missing could not be counted");
        }
    }

    // Calls that become complete stay in the list and show it; the list is read again on request only.
    private async Task ApplyAsync(LiveUpdate update)
    {
        if (update.IsReload)
            await LoadAsync();
        else if (!(_list.Update(update.Calls) | _list.Remove(update.RemovedCalls.Select(call => call.CdrId))))
            return;
        StateHasChanged();
    }
}
