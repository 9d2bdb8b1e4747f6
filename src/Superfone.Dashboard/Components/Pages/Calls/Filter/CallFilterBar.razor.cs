using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Pages.Calls.Filter;

/// <summary>What narrows the calls: words to find, a span of time, and what else is chosen, each of which can be taken away.</summary>
public sealed partial class CallFilterBar(NavigationManager navigation, Display display, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(300);

    private bool _isOpen;
    private string? _typed;
    private CancellationTokenSource _typing = new();

    /// <summary>What the page shows.</summary>
    [Parameter, EditorRequired]
    public required CallQuery Query { get; set; }

    /// <summary>Name of the contact whose calls are shown; <see langword="null"/> where it is not known.</summary>
    [Parameter]
    public string? ContactName { get; set; }

    /// <summary>Name of the agent whose calls are shown; <see langword="null"/> where it is not known.</summary>
    [Parameter]
    public string? AgentName { get; set; }

    private NavigationManager Navigation => navigation;

    private IEnumerable<(string Name, string Words)> Active
    {
        get
        {
            var filter = Query.Filter;
            if (filter.Missed is { } missed)
                yield return ("missed", missed ? "Missed" : "Not missed");
            if (filter.Direction is { } direction)
                yield return ("direction", L.NameOf(direction));
            if (filter.Outcome is { } outcome)
                yield return ("outcome", L.NameOf(outcome));
            if (filter.Disposition is { } disposition)
                yield return ("disposition", L.Disposition(disposition));
            if (filter.StaffPhone is { } staff)
                yield return ("staffPhone", $"Agent {AgentName ?? display.Phone(staff)}");
            if (filter.ContactId is { } contactId)
                yield return ("contactId", $"With {ContactName ?? $"contact {contactId}"}");
            if (filter.Phone is { } phone)
                yield return ("phone", $"Number {display.Phone(phone)}");
            if (filter.Account is { } account)
                yield return ("account", $"Through {display.Phone(account)}");
            if (filter.Label is { } label)
                yield return ("label", $"Label {label}");
            if (filter.HasRecording is { } recorded)
                yield return ("hasRecording", recorded ? "With recording" : "Without recording");
            if (filter.HasSummary is { } summarised)
                yield return ("hasSummary", summarised ? "With summary" : "Without summary");
            if (filter.IvrKey is { } pressed)
                yield return ("ivrKey", WordsOf(IvrKey.Parse(pressed)));
        }
    }

    private static string WordsOf(IvrKey key) => key.Pressed.Length == 0 ? "Pressed no key in the menu" : $"Pressed {key.Pressed} in the menu";

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

    // Each pause in the typing of a word is no page of its own to go back to.
    private void Search()
    {
        var text = Texts.Filled(_typed);
        if (text != Query.Filter.Q)
            navigation.NavigateTo(navigation.GetUriWithQueryParameter("q", text), replace: Query.Filter.Q is not null && text is not null);
    }
}
