using Microsoft.AspNetCore.Components;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>Reports that something could not be read from the read model, and offers to retry.</summary>
public sealed partial class FailedNotice
{
    /// <summary>The problem: a sentence without its full stop.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Called to retry.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnRetry { get; set; }
}
