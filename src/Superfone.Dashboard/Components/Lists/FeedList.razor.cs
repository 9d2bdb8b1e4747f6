using Microsoft.AspNetCore.Components;

namespace Superfone.Dashboard.Components.Lists;

/// <summary>Shows <see cref="FeedRows{T}"/>, and holds them while their reader has scrolled down.</summary>
/// <typeparam name="T">A row.</typeparam>
public sealed partial class FeedList<T>
{
    private TopOfList? _top;

    /// <summary>The rows.</summary>
    [Parameter, EditorRequired]
    public required FeedRows<T> List { get; set; }

    /// <summary>What it lists and in which order, for a screen reader.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Whether its reader wants nothing to move.</summary>
    [Parameter]
    public bool IsPaused { get; set; }

    /// <summary>Called when rows that waited were let in.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>A row: a list item with its <c>@key</c>.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<T> Row { get; set; }

    /// <summary>What stands there without rows: one sentence and one action.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Empty { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Hold();

    private Task HoldAsync()
    {
        Hold();
        return Changed.InvokeAsync();
    }

    private void Hold()
    {
        var isHeld = IsPaused || _top?.IsScrolled == true;
        if (List.IsHeld != isHeld)
            List.Hold(isHeld);
    }
}
