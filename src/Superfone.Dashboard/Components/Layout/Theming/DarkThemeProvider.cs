using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Components.Layout.Theming;

/// <summary>
/// The theme's dark palette, and the dark colours of charts, in a media query, so that a page is dark from its first byte, and not only once
/// its circuit has asked.
/// </summary>
public sealed class DarkThemeProvider : MudThemeProvider
{
    /// <summary>What the reader chose.</summary>
    [Parameter, EditorRequired]
    public required Appearance Appearance { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder __builder)
    {
        var style = BuildTheme()
            .Replace("<style ", $"<style data-scheme='{Scheme.Dark}' media='{Scheme.MediaOf(Appearance, Scheme.Dark)}' ", StringComparison.Ordinal)
            .Replace("</style>", $"{Theming.Theme.DarkCharts}</style>", StringComparison.Ordinal);
        __builder.AddContent(0, (MarkupString)style);
    }
}
