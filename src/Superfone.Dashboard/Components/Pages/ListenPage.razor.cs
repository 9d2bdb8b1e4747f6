using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages;

/// <summary>Recordings that nobody, or not the reader, has heard yet, to be played back to back.</summary>
public sealed partial class ListenPage(
    HearingQueries hearings, StatsQueries stats, PlayerState player, Display display, NavigationManager navigation, ILogger<ListenPage> logger)
{
    private const int DefaultDays = 7;

    private readonly HashSet<long> _heard = [];
    private PagedRows<CallItem> _list = default!;
    private IReadOnlyList<StaffStats> _agents = [];
    private string? _reader;

    /// <summary>How many of the business's days, today included, where no span is given.</summary>
    [SupplyParameterFromQuery(Name = "days")]
    public int? AskedDays { get; set; }

    /// <summary><c>anybody</c> where a recording that anybody has heard is left out; else one that the reader has.</summary>
    [SupplyParameterFromQuery]
    public string? Heard { get; set; }

    /// <summary>Calls that started at this instant or later.</summary>
    [SupplyParameterFromQuery]
    public DateTime? From { get; set; }

    /// <summary>Calls that started before this instant.</summary>
    [SupplyParameterFromQuery]
    public DateTime? To { get; set; }

    /// <summary><c>inbound</c> or <c>outbound</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Direction { get; set; }

    /// <summary>The agent's number.</summary>
    [SupplyParameterFromQuery]
    public string? StaffPhone { get; set; }

    /// <summary>The contact.</summary>
    [SupplyParameterFromQuery]
    public long? ContactId { get; set; }

    /// <summary>The customer's number.</summary>
    [SupplyParameterFromQuery]
    public string? Phone { get; set; }

    /// <summary>The Superfone number.</summary>
    [SupplyParameterFromQuery]
    public string? Account { get; set; }

    /// <summary>A label of the contact.</summary>
    [SupplyParameterFromQuery]
    public string? Label { get; set; }

    /// <summary>Words to find.</summary>
    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private int Days => AskedDays ?? DefaultDays;

    private bool CountsAnybody => Heard == "anybody";

    private CallDirection? Way => Enum.TryParse<CallDirection>(Direction, ignoreCase: true, out var way) && Enum.IsDefined(way) ? way : null;

    private CallFilter Filter => new()
    {
        From = From?.ToUniversalTime() ?? (To is null ? display.DaysUtc(Days) : null),
        To = To?.ToUniversalTime(),
        Outcome = Outcome.Answered,
        Direction = Way,
        StaffPhone = StaffPhone,
        ContactId = ContactId,
        Phone = Phone,
        Account = Account,
        Label = Label,
        Q = Q,
    };

    private List<string> MoreFilters =>
    [
        .. new[]
        {
            From is null && To is null ? null : $"from {Day(From, "the first call")} to {Day(To, "now")}",
            ContactId is null && Phone is null ? null : "calls with one caller",
            Account is null ? null : $"through {display.Phone(Account)}",
            Label is null ? null : $"labelled {Label}",
            Q is null ? null : $"that mention “{Q}”",
        }.OfType<string>(),
    ];

    private IEnumerable<(string, string, bool)> EarChoices =>
    [
        ("Not heard by me", navigation.GetUriWithQueryParameter("heard", (string?)null), !CountsAnybody),
        ("Heard by nobody", navigation.GetUriWithQueryParameter("heard", "anybody"), CountsAnybody),
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
        _list = new PagedRows<CallItem>(
            (cursor, cancellation) => hearings.ListUnheardAsync(Filter, CountsAnybody ? null : _reader ?? "", cursor, cancellation: cancellation),
            call => call.CdrId, logger);
        if (Authentication is not null)
            _reader = (await Authentication).User.Identity?.Name;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _heard.Clear();
        await _list.LoadAsync();
        try
        {
            _agents = (await stats.ReadAsync(Filter.From, Filter.To)).ByStaff;
        }
        catch (Exception error)
        {
            logger.LogError(error, "Agents could not be listed");
        }
    }

    private void ChooseDirection(CallDirection? way) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("direction", way?.ToString().ToLowerInvariant()));

    private void ChooseAgent(string? phone) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("staffPhone", string.IsNullOrEmpty(phone) ? null : phone));

    // Who has just listened sees where they are; the row goes when the list is loaded again.
    private void OnHeard(long cdrId)
    {
        if (_list.Contains(cdrId) && _heard.Add(cdrId))
            _ = InvokeAsync(StateHasChanged);
    }

    private string Day(DateTime? instant, string unless) =>
        instant is { } at ? display.DayAndTime(at.ToUniversalTime()) : unless;
}
