using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Layout;

/// <summary>
/// The shell around every page. It holds today's figures, which pages receive as a cascading value, and passes the changes that led to them
/// to the page, so that everything that shows them is rendered together.
/// </summary>
public sealed partial class MainLayout(CurrentActor who, TodayBoard board, CallChoiceQueries choices, NavigationManager navigation, PhoneBook phones, BusinessHours hours, DeliveryTraces traces, TimeProvider time, ILogger<MainLayout> logger)
{
    private readonly ShellUpdates _updates = new();
    private PageBoundary? _boundary;
    private TodayFigures? _figures;
    private IDisposable? _watching;
    private IReadOnlyList<string> _accounts = [];
    private string? _account;
    private string _path = "";

    // On other pages the choice would change nothing.
    private bool CanChooseAccount => NavItem.All.Any(item => item.KnowsAccount && item.Href == _path);

    /// <inheritdoc/>
    public void Dispose()
    {
        navigation.LocationChanged -= Follow;
        _watching?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Follow;
        ReadAddress();
        Watch();
        await ReadAsync();
    }

    // Another page may work.
    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();

    private void Watch()
    {
        _watching?.Dispose();
        if (RendererInfo.IsInteractive)
        {
            var account = _account;
            _watching = board.Of(who.Visibility, account).Watch(figures => PageLeft.IgnoreAsync(() => InvokeAsync(() => ShowAsync(account, figures))));
        }
    }

    private async Task ShowAsync(string? account, TodayFigures figures)
    {
        var started = traces.Now;
        try
        {
            await _updates.ApplyAsync(figures.Changes);
        }
        catch (Exception error) when (!PageLeft.Explains(error))
        {
            logger.LogError(error, "A live update could not be applied to the page");
        }

        if (account != _account)
            return;
        _figures = figures;
        if (figures.Changes.IsReload)
            await ReadAccountsAsync();
        StateHasChanged();
        traces.Pass("show delivery", figures.Changes.Deliveries.Select(delivery => delivery.DeliveryId), started, nameof(MainLayout));
    }

    private void Follow(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(FollowAsync);

    private async Task FollowAsync()
    {
        var (account, path) = (_account, _path);
        ReadAddress();
        if (_account != account)
        {
            Watch();
            await ReadAsync();
        }
        else if (CanChooseAccount && _path != path)
        {
            await ReadAsync();
        }

        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        try
        {
            // Figures that arrived meanwhile are newer.
            var before = _figures;
            var figures = await board.Of(who.Visibility, _account).ReadAsync();
            if (_figures == before)
                _figures = figures;
            _accounts = await choices.AccountsAsync(who.Visibility);
        }
        catch (Exception error)
        {
            // Pages report errors themselves; the navigation stays usable.
            logger.LogError(error, "Today's figures could not be read");
        }
    }

    // Removing the sample data, or a rebuild, may leave no call of a number: an address that asks for it would show nothing.
    private async Task ReadAccountsAsync()
    {
        try
        {
            _accounts = await choices.AccountsAsync(who.Visibility);
        }
        catch (Exception error)
        {
            logger.LogError(error, "The Superfone numbers could not be read");
            return;
        }

        if (CanChooseAccount && _account is { } account && !_accounts.Contains(phones.SoughtKey(account)))
            navigation.NavigateTo(navigation.GetUriWithQueryParameter("account", (string?)null), replace: true);
    }

    // A page that cannot be filtered by account keeps the choice.
    private void ReadAddress()
    {
        var uri = navigation.ToAbsoluteUri(navigation.Uri);
        _path = uri.AbsolutePath;
        if (CanChooseAccount)
            _account = QueryHelpers.ParseQuery(uri.Query).TryGetValue("account", out var account) && account is [{ Length: > 0 } text] ? text : null;
    }
}
