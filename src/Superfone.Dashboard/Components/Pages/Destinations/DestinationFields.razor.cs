using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Destinations;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages.Destinations;

/// <summary>The fields of a destination.</summary>
public sealed partial class DestinationFields
{
    private readonly HashSet<EventKind> _events = [];
    private DestinationDraft _opened = new();
    private string _name = "";
    private string _url = "";
    private string _accounts = "";
    private DestinationForm _form;
    private CallDirection? _direction;

    // A list of choices cannot be bound to bool?.
    private string _missed = "";
    private string _staffPhone = "";
    private string _label = "";

    /// <summary>The destination; <see langword="null"/> for a new one.</summary>
    [Parameter]
    public DestinationItem? Item { get; set; }

    /// <summary>Saves it: only what was changed here.</summary>
    [Parameter, EditorRequired]
    public EventCallback<DestinationDraft> OnSave { get; set; }

    /// <summary>Saves nothing.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _events.UnionWith(Item is { Events.Count: > 0 } ? Item.Events.Select(EventNames.Find).OfType<EventKind>() : Enum.GetValues<EventKind>());
        if (Item is not { } item)
            return;
        (_name, _url, _form, _accounts) = (item.Name, item.Url, item.Form, string.Join('\n', item.Accounts));
        (_direction, _missed, _staffPhone, _label) = (item.Filter.Direction, TextOf(item.Filter.Missed), item.Filter.StaffPhone ?? "", item.Filter.Label ?? "");
        _opened = Read();
    }

    private void Choose(EventKind kind, bool isChosen)
    {
        if (isChosen)
            _events.Add(kind);
        else
            _events.Remove(kind);
    }

    // What others have changed since the form was opened is not undone.
    private Task SaveAsync()
    {
        var draft = Read();
        return OnSave.InvokeAsync(Item is null ? draft : new DestinationDraft
        {
            Name = draft.Name == _opened.Name ? null : draft.Name,
            Url = draft.Url == _opened.Url ? null : draft.Url,
            Form = draft.Form == _opened.Form ? null : draft.Form,
            Events = draft.Events!.SequenceEqual(_opened.Events!) ? null : draft.Events,
            Accounts = draft.Accounts!.SequenceEqual(_opened.Accounts!) ? null : draft.Accounts,
            Filter = draft.Filter == _opened.Filter ? null : draft.Filter,
        });
    }

    // All of the events are also those that another version will know.
    private DestinationDraft Read() => new()
    {
        Name = _name,
        Url = _url.Trim(),
        Form = _form,
        Events = _events.Count == EventNames.All.Count ? [] : [.. _events.Order().Select(EventNames.Of)],
        Accounts = Texts.Items(_accounts),
        Filter = new ItemConditions { Direction = _direction, Missed = bool.TryParse(_missed, out var missed) ? missed : null, StaffPhone = TextOf(_staffPhone), Label = TextOf(_label) },
    };

    private static string TextOf(bool? missed) => missed is { } known ? known ? "true" : "false" : "";

    private static string? TextOf(string text) => text.Trim() is { Length: > 0 } given ? given : null;
}
