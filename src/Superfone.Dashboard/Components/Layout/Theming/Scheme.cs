using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Components.Layout.Theming;

/// <summary>
/// How a page of the server is in the right colours from its first byte: the <c>html</c> element names the reader's choice, which also
/// <c>js/app.js</c> changes there, and what is for one scheme only has it as the attribute <c>data-scheme</c>, with its media query.
/// </summary>
internal static class Scheme
{
    /// <summary>The scheme of day.</summary>
    public const string Light = "light";

    /// <summary>The scheme of night.</summary>
    public const string Dark = "dark";

    /// <summary>The media for which a part of a page is that is for one scheme. Paper is always light.</summary>
    /// <param name="appearance">What the reader chose.</param>
    /// <param name="scheme"><see cref="Light"/> or <see cref="Dark"/>.</param>
    public static string MediaOf(Appearance appearance, string scheme) => appearance switch
    {
        Appearance.Device => $"screen and (prefers-color-scheme: {scheme})",
        Appearance.Light => scheme == Light ? "screen" : "not all",
        Appearance.Dark => scheme == Dark ? "screen" : "not all",
    };
}
