using Microsoft.AspNetCore.Components;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>Says that something could not be read from the read model, and offers to try again.</summary>
public sealed partial class FailedNotice
{
    /// <summary>What could not be loaded: a sentence without its full stop.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Tries again.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnRetry { get; set; }
}
