using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.ReadModels.SavedViews;

namespace Superfone.Dashboard.Components.Filters;

/// <summary>
/// The named filters of a page: a click applies one; the one that is applied can be renamed and deleted, and any other filter can be saved.
/// A saved view is shared by sharing its address.
/// </summary>
public sealed partial class SavedViewChips(CurrentActor who, SavedViewQueries views, SavedViewStore store, ILogger<SavedViewChips> logger)
{
    private IReadOnlyList<SavedViewItem> _views = [];
    private ElementReference _field;
    private bool _isNaming;
    private bool _isFocusDue;
    private string _name = "";
    private string? _problem;

    /// <summary>The page's path, such as <c>/calls</c>.</summary>
    [Parameter, EditorRequired]
    public required string Page { get; set; }

    /// <summary>The current query string of the page, without the question mark.</summary>
    [Parameter, EditorRequired]
    public required string Query { get; set; }

    /// <summary>
    /// The first part of the resources' keys, which determines what saved filters are called: <c>SavedViews</c> or <c>SavedSearches</c>.
    /// </summary>
    [Parameter]
    public string Kind { get; set; } = "SavedViews";

    /// <summary>A short text to show beside a view's name.</summary>
    [Parameter]
    public Func<SavedViewItem, string?>? Badge { get; set; }

    /// <summary>More actions for the view that is shown.</summary>
    [Parameter]
    public RenderFragment<SavedViewItem>? Tools { get; set; }

    /// <summary>Called with the views each time they have been read.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<SavedViewItem>> OnRead { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private SavedViewItem? Current => _views.FirstOrDefault(view => IsSame(view.Query, Query));

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(_ => Task.FromResult(true));

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isFocusDue)
            return;
        _isFocusDue = false;
        await _field.FocusAsync();
    }

    /// <summary>Whether two query strings are the same view: the same parameters, in any order.</summary>
    public static bool IsSame(string query, string other) => Sorted(query).SequenceEqual(Sorted(other));

    private static IEnumerable<string> Sorted(string query) => query.Split('&').Order(StringComparer.Ordinal);

    private void Name(string name) => (_name, _isNaming, _isFocusDue, _problem) = (name, true, true, null);

    private async Task KeepAsync()
    {
        if (string.IsNullOrWhiteSpace(_name))
            return;
        var (name, current) = (_name, Current);
        await TryAsync(async owner =>
        {
            if (current is not null)
                return await store.RenameAsync(owner, current.Id, name);
            await store.SaveAsync(owner, Page, name, Query);
            return true;
        });
        _isNaming = _problem is not null;
    }

    private Task DeleteAsync(SavedViewItem view) => TryAsync(async owner =>
    {
        await store.DeleteAsync(owner, view.Id);
        return true;
    });

    private async Task TryAsync(Func<string, Task<bool>> act)
    {
        try
        {
            var owner = (await Authentication).User.Identity?.Name ?? "";
            _problem = await act(owner) ? null : L[$"{Kind}.NameTaken"].Value;
            _views = await views.ListAsync(who.Visibility, owner, Page);
            await OnRead.InvokeAsync(_views);
        }
        catch (Exception error)
        {
            logger.LogError(error, "Saved views could not be read or written");
            _problem = L[$"{Kind}.Failed"];
        }
    }
}
