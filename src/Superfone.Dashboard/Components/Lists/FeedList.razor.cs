using Microsoft.AspNetCore.Components;

namespace Superfone.Dashboard.Components.Lists;

/// <summary>Shows <see cref="FeedRows{T}"/>, and holds them while the reader has scrolled down.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
public sealed partial class FeedList<T>
{
    private TopOfList? _top;

    /// <summary>The rows.</summary>
    [Parameter, EditorRequired]
    public required FeedRows<T> List { get; set; }

    /// <summary>The accessible name: the content and order of the list.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What a screen reader is told of a number of new rows, of which it gets the latest.</summary>
    [Parameter, EditorRequired]
    public required Func<int, T, string> Announcement { get; set; }

    /// <summary>Whether the reader has asked that nothing moves.</summary>
    [Parameter]
    public bool IsPaused { get; set; }

    /// <summary>Called when waiting rows were added.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>A row: a list item with its <c>@key</c>.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<T> Row { get; set; }

    /// <summary>The content without rows: one sentence and one action.</summary>
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
