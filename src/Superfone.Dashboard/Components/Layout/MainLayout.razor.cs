using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Layout;

/// <summary>
/// What stands around every page. It holds the figures of the present day, which pages take as a cascading value, so that all that
/// shows them is rendered together.
/// </summary>
public sealed partial class MainLayout(TodayBoard board, CallChoiceQueries choices, NavigationManager navigation, ILogger<MainLayout> logger)
{
    private ErrorBoundary? _boundary;
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
        try
        {
            // What is told meanwhile is newer.
            var figures = await board.Of(_account).ReadAsync();
            _figures ??= figures;
            _accounts = await choices.AccountsAsync();
        }
        catch (Exception error)
        {
            // Pages say themselves that something is wrong; the way to others stays open.
            logger.LogError(error, "The figures of today could not be read");
        }
    }

    // Another page may well work.
    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();

    private void Watch()
    {
        _watching?.Dispose();
        if (RendererInfo.IsInteractive)
            _watching = board.Of(_account).Watch(figures => InvokeAsync(() => Show(figures)));
    }

    private void Show(TodayFigures figures)
    {
        _figures = figures;
        StateHasChanged();
    }

    private void Follow(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(FollowAsync);

    private async Task FollowAsync()
    {
        var (account, path) = (_account, _path);
        ReadAddress();
        if (_account != account)
            Watch();
        if (CanChooseAccount && _path != path)
            _accounts = await choices.AccountsAsync();
        StateHasChanged();
    }

    // A page that knows nothing of accounts leaves the choice as it was.
    private void ReadAddress()
    {
        var uri = navigation.ToAbsoluteUri(navigation.Uri);
        _path = uri.AbsolutePath;
        if (CanChooseAccount)
            _account = QueryHelpers.ParseQuery(uri.Query).TryGetValue("account", out var account) && account is [{ Length: > 0 } text] ? text : null;
    }
}
