using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Pages.Contacts;

/// <summary>All contacts, narrowed by what stands in the address.</summary>
public sealed partial class ContactsPage(
    ContactQueries contacts,
    ContactChoiceQueries choices,
    RangeQuery ranges,
    BusinessCalendar calendar,
    LiveFeed feed,
    NavigationManager navigation,
    Display display,
    TimeProvider time,
    ILogger<ContactsPage> logger)
{
    private const int ShortestNumber = 8;

    // A new stage or label comes seldom, and need not be there at once.
    private static readonly TimeSpan ChoiceInterval = TimeSpan.FromSeconds(10);

    private PagedRows<ContactItem> _list = default!;
    private ContactChoices _choices = ContactChoices.None;
    private ContactFilter? _filter;
    private ContactArrival? _arrival;
    private BusinessRange? _range;

    /// <summary>Text to find.</summary>
    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    /// <summary>A number in any written form.</summary>
    [SupplyParameterFromQuery]
    private string? Phone { get; set; }

    /// <summary>A label's title or id.</summary>
    [SupplyParameterFromQuery]
    private string? Label { get; set; }

    /// <summary>A stage's title or id.</summary>
    [SupplyParameterFromQuery]
    private string? Stage { get; set; }

    /// <summary>A group's title or id.</summary>
    [SupplyParameterFromQuery]
    private string? Group { get; set; }

    /// <summary>A team member's id.</summary>
    [SupplyParameterFromQuery]
    private string? AssigneeUserId { get; set; }

    /// <summary>Where they came from, <see cref="ContactArrival.NoSource"/> for those of whom it is not known.</summary>
    [SupplyParameterFromQuery]
    private string? Source { get; set; }

    private Display Display => display;

    private bool IsAll => _filter == new ContactFilter() && _arrival is null;

    private string RangeWords => DateRangeChips.WordsOf(_range!, calendar);

    private string ListLabel => Q is not null ? "Contacts that were found, newest first"
        : _arrival is null ? "Contacts, who was active last first" : "Contacts, who was first seen last first";

    // Somebody who is no contact may have called all the same.
    private string? DialledNumber => (Phone ?? Q) is { } text && text.Count(char.IsAsciiDigit) >= ShortestNumber ? display.Dialable(text) : null;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _list = Own(new PagedRows<ContactItem>(
            (cursor, cancellation) => _arrival is null
                ? contacts.ListByActivityAsync(_filter!, cursor, cancellation: cancellation)
                : contacts.ListByArrivalAsync(_filter!, _arrival, cursor, cancellation: cancellation),
            contact => contact.ContactId,
            logger));
        FollowChanges(feed, ApplyAsync);
        FollowChanges(feed, ApplyToChoicesAsync, ChoiceInterval);
        FollowMinutes(time);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var isFirst = _filter is null;
        var filter = new ContactFilter
        {
            Q = Texts.Filled(Q),
            Phone = Texts.Filled(Phone),
            Label = Texts.Filled(Label),
            Stage = Texts.Filled(Stage),
            Group = Texts.Filled(Group),
            AssigneeUserId = long.TryParse(AssigneeUserId, CultureInfo.InvariantCulture, out var userId) ? userId : null,
        };
        var range = ranges.Read(QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query), []);
        var arrival = range is null && Texts.Filled(Source) is null ? null : new ContactArrival { From = range?.FromUtc, To = range?.ToUtc, Source = Texts.Filled(Source) };
        if (filter == _filter && arrival == _arrival)
            return;
        (_filter, _arrival, _range) = (filter, arrival, range);
        await _list.LoadAsync();
        if (isFirst)
            await LoadChoicesAsync();
    }

    private async Task LoadChoicesAsync()
    {
        try
        {
            _choices = await choices.ReadAsync(Closed);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            // The list says itself whether it could be read.
            logger.LogWarning(error, "What contacts can be narrowed to could not be read");
        }
    }

    // Known rows change where they stand; the order is that of when the list was read.
    private async Task ApplyAsync(LiveUpdate update)
    {
        var isFirst = IsAll && _list.Rows is { Count: 0 } && update.Contacts.Count > 0;
        if (update.IsReload || isFirst)
            await _list.ReloadAsync();
        else if (!_list.Update(update.Contacts))
            return;
        StateHasChanged();
    }

    private async Task ApplyToChoicesAsync(LiveUpdate update)
    {
        if (!update.IsReload && update.Contacts.Count == 0)
            return;
        await LoadChoicesAsync();
        StateHasChanged();
    }

    private static string SourceWords(string source) => source == ContactArrival.NoSource ? "not known" : ContactWords.OriginOf(source)!;

    private static IReadOnlyList<(string Value, string Words)> Titles(IReadOnlyList<string> titles) => [.. titles.Select(title => (title, title))];
}
