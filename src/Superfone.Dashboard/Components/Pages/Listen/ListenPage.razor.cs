using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages.Listen;

/// <summary>Recordings that the reader has not heard, or that nobody has, to be played one after the other.</summary>
public sealed partial class ListenPage(
    CurrentActor who, ListenQueries listens, StatsQueries stats, RangeQuery ranges, PlayerState player, Display display, NavigationManager navigation, ILogger<ListenPage> logger)
{
    private readonly HashSet<long> _heard = [];
    private readonly PageCulture _culture = new();
    private PagedRows<CallItem> _list = default!;
    private CallQuery _query = default!;
    private IReadOnlyList<StaffStats> _agents = [];
    private string? _reader;

    /// <summary><c>anybody</c> leaves out recordings that anybody has heard; otherwise only those that the reader has heard are left out.</summary>
    [SupplyParameterFromQuery]
    public string? Heard { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private bool CountsAnybody => Heard == "anybody";

    private BusinessRange Range => _query.Range == BusinessRange.AnyTime ? ranges.Named(RangeName.Last7Days) : _query.Range;

    private CallFilter Filter => _query.Filter with
    {
        From = Range.FromUtc,
        To = Range.ToUtc,
        Outcome = _query.Filter.Outcome ?? Outcome.Answered,
    };

    private List<string> MoreFilters =>
    [
        .. new[]
        {
            _query.Filter.ContactId is null && _query.Filter.Phone is null ? null : L["Listen.Filter.OneCaller"].Value,
            _query.Filter.Account is { } account ? L["Listen.Filter.Account", display.Phone(account)].Value : null,
            _query.Filter.Label is { } label ? L["Listen.Filter.Label", label].Value : null,
            _query.Filter.Q is { } words ? L["Listen.Filter.Words", words].Value : null,
        }.OfType<string>(),
    ];

    private IReadOnlyList<(string, string)> Directions =>
        [.. Enum.GetValues<CallDirection>().Select(way => (QueryValues.TextOf(way)!, L.NameOf(way)))];

    private IReadOnlyList<(string, string)> Agents =>
        [.. _agents.Where(agent => agent.Phone is not null).Select(agent => (agent.Phone!, agent.Name ?? display.Phone(agent.Phone)))];

    private IEnumerable<(string, string, bool)> EarChoices =>
    [
        (L["Listen.HeardBy.NotMe"], navigation.GetUriWithQueryParameter("heard", (string?)null), !CountsAnybody),
        (L["Listen.HeardBy.Nobody"], navigation.GetUriWithQueryParameter("heard", "anybody"), CountsAnybody),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        player.Heard -= OnHeard;
        _list.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        player.Heard += OnHeard;
        _query = CallQuery.Read(QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query), ranges);
        _list = new PagedRows<CallItem>(
            (cursor, cancellation) => listens.ListUnheardAsync(who.Visibility, Filter, CountsAnybody ? null : _reader ?? "", cursor, cancellation: cancellation),
            call => call.CdrId, logger);
        if (Authentication is not null)
            _reader = (await Authentication).User.Identity?.Name;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _heard.Clear();
        _query = CallQuery.Read(QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query), ranges);
        await _list.LoadAsync();
        try
        {
            _agents = (await stats.ReadAsync(who.Visibility, Filter.From, Filter.To)).ByStaff;
        }
        catch (Exception error)
        {
            logger.LogError(error, "Agents could not be listed");
        }
    }

    // The row stays, so that the listener keeps their place; it goes when the list is loaded again.
    private void OnHeard(long cdrId)
    {
        if (_list.Contains(cdrId) && _heard.Add(cdrId))
            _ = _culture.RunAsync(() => InvokeAsync(StateHasChanged));
    }
}
