using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Contacts.List;

/// <summary>All contacts, filtered by the address.</summary>
public sealed partial class ContactsPage(
    CurrentActor who, ContactQueries contacts,
    ContactCountQueries counts,
    ContactChoiceQueries choices,
    RangeQuery ranges,
    LiveFeed feed,
    NavigationManager navigation,
    Display display,
    TimeProvider time,
    ILogger<ContactsPage> logger)
{

    // New stages and labels are rare, and neither they nor the number of contacts need to show at once.
    private static readonly TimeSpan ChoiceInterval = TimeSpan.FromSeconds(10);

    private PagedRows<ContactItem> _list = default!;
    private ContactsQuery _query = default!;
    private WordSearch _words = WordSearch.None;
    private List<string> _problems = [];
    private ContactChoices _choices = ContactChoices.None;
    private (int Contacts, int Times)? _count;

    private Display Display => display;

    private string ListLabel => L[_query switch
    {
        { Filter.Q: not null } => "Contacts.Order.Found",
        { History: { } history } => OrderOf(history.Step),
        { Arrival: not null } => "Contacts.Order.FirstSeen",
        _ => "Contacts.Order.Active",
    }];

    private static string OrderOf(StageStep step) => step switch
    {
        StageStep.Left => "Contacts.Order.Left",
        StageStep.Entered or StageStep.Stood => "Contacts.Order.Entered",
    };

    private string? CountText => _count switch
    {
        null or (0, _) => null,
        ( > ContactCountQueries.MostCounted, _) => L["Contacts.MoreThan", ContactCountQueries.MostCounted],
        ({ } found, var times) when times > found => L["Contacts.CountAndTimes", Contacts(found), times],
        ({ } found, _) => Contacts(found),
    };

    // A caller need not be a contact.
    private string? DialledNumber => display.Dialable(_query.Filter.Phone ?? _query.Filter.Q);

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync);
        FollowChanges(feed, ApplyToSurroundingsAsync, ChoiceInterval);
        FollowMinutes(time);
        FollowAddress(navigation, "/contacts", FollowAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _list = Own(new PagedRows<ContactItem>(ReadAsync, contact => contact.ContactId, logger));
        Read();
        await _list.LoadAsync();
        StateHasChanged();
        await LoadChoicesAsync();
        StateHasChanged();
        if (RendererInfo.IsInteractive)
            await CountAsync();
    }

    private void Read()
    {
        _problems = [];
        _query = ContactsQuery.Read(QueryHelpers.ParseQuery(navigation.ToAbsoluteUri(navigation.Uri).Query), ranges, _problems);
        if (_words.Typed != (_query.Filter.Q ?? ""))
            _words = new WordSearch(_query.Filter.Q ?? "");
    }

    private async Task FollowAsync()
    {
        var before = _query;
        Read();
        if (_query == before)
            return;
        _count = null;
        StateHasChanged();
        await _list.LoadAsync();
        StateHasChanged();
        await CountAsync();
    }

    private Task<Page<ContactItem>> ReadAsync(string? cursor, CancellationToken cancellation) => contacts.PageAsync(who.Visibility, _query, cursor, cancellation: cancellation);

    // Search results are counted only as far as they are shown. Counting the contacts of a common label takes a while, and SQLite blocks its thread.
    private async Task CountAsync()
    {
        var query = _query;
        try
        {
            var count = query.Filter.Q is null ? await Task.Run(() => ReadCountAsync(query), Closed)
                : _list is { HasMore: false, Rows: { } rows } ? (rows.Count, 0) : ((int, int)?)null;
            if (query == _query)
                _count = count;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            // The list reports its own failures, and the number can be left out.
            logger.LogWarning(error, "Contacts could not be counted");
            _count = null;
        }
    }

    private async Task<(int Contacts, int Times)?> ReadCountAsync(ContactsQuery query)
    {
        var found = await counts.CountAsync(who.Visibility, query.Filter, query.Arrival, query.History, Closed);
        var canBeTwice = query is { History: { Step: not StageStep.Stood } } && query.Filter == new ContactFilter();
        return (found, canBeTwice ? await counts.TimesAsync(who.Visibility, query.History!, Closed) : 0);
    }

    private async Task LoadChoicesAsync()
    {
        try
        {
            _choices = await choices.ReadAsync(who.Visibility, Closed);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            // The list reports its own failures.
            logger.LogWarning(error, "What contacts can be narrowed to could not be read");
        }
    }

    // Rows change in place; their order stays as it was when the list was read.
    private async Task ApplyAsync(LiveUpdate update)
    {
        var isFirst = _query.IsAll && _list.Rows is { Count: 0 } && update.Contacts.Count > 0;
        if (update.IsReload || isFirst)
            await _list.ReloadAsync();
        else if (!_list.Update(update.Contacts))
            return;
        StateHasChanged();
    }

    private async Task ApplyToSurroundingsAsync(LiveUpdate update)
    {
        if (!update.TouchesNames && update.Contacts.Count == 0)
            return;
        await CountAsync();
        await LoadChoicesAsync();
        StateHasChanged();
    }

    private string Contacts(int number) => L.Plural("Contacts.Count", number);

    private static IReadOnlyList<(string Value, string Words)> Titles(IReadOnlyList<string> titles) => [.. titles.Select(title => (title, title))];
}
