using MudBlazor;

namespace Superfone.Dashboard.Components.Layout.Theming;

/// <summary>The theme. Colour stands for outcome, except the accent, which marks what can be acted on.</summary>
public static class Theme
{
    private static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", "sans-serif"];

    /// <summary>The colours of charts in the dark; those of the light are in <c>css/app.css</c>.</summary>
    public static string DarkCharts { get; } = ":root{--chart-1:#56B4E9;--chart-2:#E69F00;--chart-3:#2FC79A;--chart-4:#E08FC0;--chart-5:#F0E442;--chart-6:#BDBDBD}";

    /// <summary>The theme, light and dark; see <see cref="Scheme"/> for which it is.</summary>
    public static MudTheme Instance { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0F766E",
            Background = "#F6F7F7",
            Surface = "#FFFFFF",
            AppbarBackground = "#FFFFFF",
            AppbarText = "#1C2524",
            DrawerBackground = "#FFFFFF",
            TextPrimary = "#1C2524",
            TextSecondary = "#55605E",
            ActionDefault = "#55605E",
            LinesDefault = "#DFE4E3",
            LinesInputs = "#8A9694",
            TableLines = "#E7EBEA",
            Divider = "#DFE4E3",
            Success = "#15803D",
            Error = "#B91C1C",
            Warning = "#92400E",
            Info = "#1D4ED8",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#2DD4BF",
            PrimaryContrastText = "#042F2B",
            Background = "#101514",
            Surface = "#171E1D",
            AppbarBackground = "#171E1D",
            AppbarText = "#E6ECEB",
            DrawerBackground = "#171E1D",
            TextPrimary = "#E6ECEB",
            TextSecondary = "#A3B0AE",
            ActionDefault = "#A3B0AE",
            LinesDefault = "#2A3432",
            LinesInputs = "#6B7976",
            TableLines = "#242D2B",
            Divider = "#2A3432",
            Success = "#4ADE80",
            Error = "#F87171",
            Warning = "#FBBF24",
            Info = "#7DB2FF",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.43", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "0.875rem", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
