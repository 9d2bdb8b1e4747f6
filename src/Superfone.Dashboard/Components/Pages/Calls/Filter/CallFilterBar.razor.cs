using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Pages.Calls.Filter;

/// <summary>The filters of a list of calls: search words, a period, and all others as chips that can be removed.</summary>
public sealed partial class CallFilterBar(NavigationManager navigation, Display display, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(300);

    private bool _isOpen;
    private string? _typed;
    private CancellationTokenSource _typing = new();

    /// <summary>The query of the page.</summary>
    [Parameter, EditorRequired]
    public required CallQuery Query { get; set; }

    /// <summary>The name of the contact whose calls are shown; <see langword="null"/> if it is not known.</summary>
    [Parameter]
    public string? ContactName { get; set; }

    /// <summary>The name of the agent whose calls are shown; <see langword="null"/> if it is not known.</summary>
    [Parameter]
    public string? AgentName { get; set; }

    private NavigationManager Navigation => navigation;

    private IEnumerable<(string Name, string Words)> Active
    {
        get
        {
            var filter = Query.Filter;
            if (filter.Missed is { } missed)
                yield return ("missed", L[missed ? "Calls.Filter.Missed" : "Calls.Filter.NotMissed"]);
            if (filter.Marked is { } marked)
                yield return ("marked", L[marked ? "Calls.Filter.Marked" : "Calls.Filter.NotMarked"]);
            if (filter.Direction is { } direction)
                yield return ("direction", L.NameOf(direction));
            if (filter.Outcome is { } outcome)
                yield return ("outcome", L.NameOf(outcome));
            if (filter.Disposition is { } disposition)
                yield return ("disposition", L.Disposition(disposition));
            if (filter.StaffPhone is { } staff)
                yield return ("staffPhone", L["Calls.Filter.Agent", AgentName ?? display.Phone(staff)]);
            if (filter.ContactId is { } contactId)
                yield return ("contactId", L["Calls.Filter.With", ContactName ?? L["Contact.ById", contactId]]);
            if (filter.Phone is { } phone)
                yield return ("phone", L["Calls.Filter.Number", display.Phone(phone)]);
            if (filter.Account is { } account)
                yield return ("account", L["Calls.Filter.Through", display.Phone(account)]);
            if (filter.Label is { } label)
                yield return ("label", L["Calls.Filter.Label", label]);
            if (filter.Tag is { } tag)
                yield return ("tag", L["Calls.Filter.Tag", tag]);
            if (filter.HasRecording is { } recorded)
                yield return ("hasRecording", L[recorded ? "Calls.Filter.WithRecording" : "Calls.Filter.WithoutRecording"]);
            if (filter.HasSummary is { } summarised)
                yield return ("hasSummary", L[summarised ? "Calls.Filter.WithSummary" : "Calls.Filter.WithoutSummary"]);
            if (filter.IvrKey is { } pressed)
                yield return ("ivrKey", TextOf(IvrKey.Parse(pressed)));
        }
    }

    private string TextOf(IvrKey key) => key.Pressed.Length == 0 ? L["Calls.Filter.PressedNone"] : L["Calls.Filter.Pressed", key.Pressed];

    /// <inheritdoc/>
    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }

    private async Task TypeAsync(ChangeEventArgs change)
    {
        _typed = change.Value as string;
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        var typing = _typing.Token;
        await Task.Delay(TypingPause, time, typing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!typing.IsCancellationRequested)
            Search();
    }

    private async Task SearchAsync()
    {
        await _typing.CancelAsync();
        Search();
    }

    // A pause while typing does not add an entry to the history of the browser.
    private void Search()
    {
        var text = Texts.Filled(_typed);
        if (text != Query.Filter.Q)
            navigation.NavigateTo(navigation.GetUriWithQueryParameter("q", text), replace: Query.Filter.Q is not null && text is not null);
    }
}
