using Microsoft.Playwright;

/// <summary>What the environment says about the pictures; <c>eng/screenshots.sh</c> describes the variables.</summary>
internal sealed record ShotSettings
{
    /// <summary>The windows, with the names that the files have.</summary>
    public IReadOnlyList<(string Name, int Width, int Height)> Screens { get; } =
        Words("WIDTHS") is { Length: > 0 } widths ? [.. widths.Select(int.Parse).Select(width => ($"{width}", width, HeightOf(width)))]
        : Words("WEBP").Length > 0 ? [("desktop", 1280, 800), ("phone", 390, 844)]
        : [("desktop", 1440, 900), ("phone", 390, 844)];

    /// <summary>The colours.</summary>
    public IReadOnlyList<ColorScheme> Schemes { get; } =
        Words("SCHEMES") is { Length: > 0 } names ? [.. names.Select(name => Enum.Parse<ColorScheme>(name, ignoreCase: true))] : [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>Whether to take the whole page, not only its first screen.</summary>
    public bool IsFullPage { get; } = Words("FULL_PAGE").Length > 0;

    /// <summary>Whether the pictures are for the documentation: WebP, a smaller window, and a phone in light colours only.</summary>
    public bool IsForDocumentation { get; } = Words("WEBP").Length > 0;

    /// <summary>The language of the browser.</summary>
    public string Locale { get; } = Words("LOCALE") is [var locale, ..] ? locale : "en-IN";

    /// <summary>How long the demo runs before the first picture.</summary>
    public TimeSpan Settle { get; } = TimeSpan.FromSeconds(Words("SETTLE_SECONDS") is [var seconds, ..] ? int.Parse(seconds, null) : 30);

    private static string[] Words(string variable) =>
        (Environment.GetEnvironmentVariable(variable) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int HeightOf(int width) => width switch
    {
        <= 640 => 844,
        <= 1024 => 1024,
        <= 1440 => 900,
        _ => 1440,
    };
}
