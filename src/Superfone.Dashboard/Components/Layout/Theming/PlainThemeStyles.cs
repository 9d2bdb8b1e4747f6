using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Components.Layout.Theming;

/// <summary>The theme's colours that <c>css/plain.css</c> uses, light and dark: a fiftieth of all that the theme defines.</summary>
public sealed class PlainThemeStyles : ComponentBase
{
    /// <summary>The style sheet.</summary>
    public static string Css { get; } = string.Concat(
        $":root{{{Colours(Theme.Instance.PaletteLight)}}}",
        $"@media {Scheme.MediaOf(Appearance.Device, Scheme.Dark)}{{:root:not([data-appearance=light]){{{Colours(Theme.Instance.PaletteDark)}}}}}",
        $"@media screen{{:root[data-appearance=dark]{{{Colours(Theme.Instance.PaletteDark)}}}}}");

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, $"<style>{Css}</style>");

    private static string Colours(Palette palette) => string.Concat(new (string Name, MudBlazor.Utilities.MudColor Colour)[]
    {
        ("background", palette.Background),
        ("surface", palette.Surface),
        ("text-primary", palette.TextPrimary),
        ("text-secondary", palette.TextSecondary),
        ("lines-default", palette.LinesDefault),
        ("lines-inputs", palette.LinesInputs),
        ("primary", palette.Primary),
        ("primary-text", palette.PrimaryContrastText),
        ("error", palette.Error),
    }.Select(part => $"--mud-palette-{part.Name}:{part.Colour};"));
}
