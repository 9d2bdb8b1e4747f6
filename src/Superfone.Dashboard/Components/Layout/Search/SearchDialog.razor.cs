using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Layout.Search;

/// <summary>
/// The search over everything. The dialog is always there and the browser opens it (<c>js/shell.js</c>), so that no key that is typed
/// right after <c>/</c> is lost.
/// </summary>
public sealed partial class SearchDialog(CurrentActor who, SearchQueries search, TimeProvider time, ILogger<SearchDialog> logger)
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(150);

    private CancellationTokenSource _typing = new();
    private SearchResults? _results;
    private string _searched = "";
    private bool _isSearching;
    private bool _hasFailed;
    private bool _isTooLong;

    private bool HasFound => _results is { IsEmpty: false };

    private string? Hint => (_hasFailed, _results, _searched.Length) switch
    {
        _ when _isTooLong => QueryLimits.TooManyWords,
        (true, _, _) => L["Search.Failed"],
        (_, { IsEmpty: true }, _) => L["Search.Nothing", _searched],
        (_, null, 0) => L["Search.Hint"],
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }

    private async Task TypeAsync(ChangeEventArgs change)
    {
        _typing.Cancel();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        var typing = _typing.Token;
        var text = (change.Value as string ?? "").Trim();
        _isSearching = true;
        try
        {
            await Task.Delay(Debounce, time, typing);
            _isTooLong = QueryLimits.IsTooLong(text);
            var results = _isTooLong ? null : await search.FindAsync(who.Visibility, text, typing);
            typing.ThrowIfCancellationRequested();
            (_results, _searched, _hasFailed, _isSearching) = (results, results is null ? "" : text, false, false);
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
        catch (Exception error)
        {
            logger.LogError(error, "A search failed");
            (_results, _searched, _hasFailed, _isSearching) = (null, "", true, false);
        }
    }
}
