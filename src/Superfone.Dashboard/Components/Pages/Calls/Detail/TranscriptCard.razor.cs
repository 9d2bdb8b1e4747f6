using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Calls.Detail;

/// <summary>The transcript, in step with the recording; it can be searched and copied.</summary>
public sealed partial class TranscriptCard(IJSRuntime js)
{
    private ElementReference _list;
    private IJSObjectReference? _module;
    private IReadOnlyList<(ConversationTurn Turn, IReadOnlyList<TranscriptPiece> Pieces)> _turns = [];
    private string _query = "";
    private (long CdrId, string? Words, int? Moment)? _given;
    private int _found;
    private int _at;
    private bool _isCopied;
    private bool _isToReveal;

    /// <summary>The call.</summary>
    [Parameter]
    public long CdrId { get; set; }

    /// <summary>The conversation.</summary>
    [Parameter, EditorRequired]
    public required Conversation Conversation { get; set; }

    /// <summary>Whether a summary has arrived.</summary>
    [Parameter]
    public bool HasSummary { get; set; }

    /// <summary>Whether the recording can be heard, so that a click on a turn plays it.</summary>
    [Parameter]
    public bool IsPlayable { get; set; }

    /// <summary>Words to find from the start; they are left out if none of them was said.</summary>
    [Parameter]
    public string? Words { get; set; }

    /// <summary>The moment, in seconds, at which the first match to show was said; by default, the first match of all.</summary>
    [Parameter]
    public int? Moment { get; set; }

    private Dictionary<string, object?> FindAttributes => new() { ["aria-label"] = L["Call.Transcript.FindLabel"].Value };

    // A match can be scrolled to only if its turn is rendered.
    private int TurnsToMatch => _found == 0 ? 0 : 1 + _turns.TakeWhile(turn => !turn.Pieces.Any(piece => piece.Match == _at)).Count();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => PageLeft.DisposeAsync(_module);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // Before the conversation is there, nothing is found; it may come later.
        if (_given != (CdrId, Words, Moment) && Conversation.Turns.Count > 0)
        {
            _given = (CdrId, Words, Moment);
            FindGiven(Words ?? "");
        }

        Find();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isToReveal)
            return;
        _isToReveal = false;
        try
        {
            _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/transcript.js"]);
            if (_module is not null)
                await _module.InvokeVoidAsync("reveal", _list);
        }
        catch (Exception error) when (PageLeft.Explains(error))
        {
            // The page was left.
        }
    }

    private void Search(string? query)
    {
        (_query, _at) = (query ?? "", 0);
        Find();
        _isToReveal = _found > 0;
    }

    private void FindGiven(string words)
    {
        Search(words);
        if (_found == 0)
            _query = "";
        else if (_turns.FirstOrDefault(turn => (int?)turn.Turn.Start == Moment && turn.Pieces.Any(piece => piece.Match is not null)).Pieces is { } pieces)
            _at = pieces.First(piece => piece.Match is not null).Match!.Value;
    }

    private void Find()
    {
        var words = new WordSearch(_query);
        _found = 0;
        _turns = [.. Conversation.Turns.Select(turn => (turn, TranscriptPiece.Cut(turn.Text, words, ref _found)))];
        _at = Math.Min(_at, Math.Max(0, _found - 1));
    }

    private void GoTo(int match)
    {
        if (_found == 0)
            return;
        _at = (match + _found) % _found;
        _isToReveal = true;
    }

    private void OnFindKey(KeyboardEventArgs key)
    {
        if (key.Key == "Enter")
            GoTo(key.ShiftKey ? _at - 1 : _at + 1);
    }

    private async Task CopyAsync() => _isCopied = await js.InvokeAsync<bool>("superfone.copy", string.Join('\n', Conversation.Turns.Select(LineOf)));

    private string LineOf(ConversationTurn turn) =>
        $"{(turn.Start is { } start ? $"{L.Duration((long)start)} " : null)}{(turn.Speaker is "" ? null : $"{turn.Speaker}: ")}{turn.Text}";

    private static string? Seconds(double? seconds) => seconds?.ToString(CultureInfo.InvariantCulture);
}
