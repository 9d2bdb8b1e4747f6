namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>Texts that would run a script, or become an element with the attribute <c>data-hostile</c>, where a page does not treat them as text.</summary>
internal static class HostileTexts
{
    /// <summary>One of each kind, each of at most 60 characters, so that none is cut off before it does harm.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "<script data-hostile>window.hostile=1</script>",
        "\"><img data-hostile src=x onerror=\"window.hostile=1\">",
        "'><svg data-hostile onload='window.hostile=1'>",
        "</title></textarea></script></style><b data-hostile>hostile",
        "--></p><iframe data-hostile srcdoc='hostile'></iframe>",
        "\" data-hostile autofocus onfocus=\"window.hostile=1",
        "' data-hostile autofocus onfocus='window.hostile=1",
        "javascript:window.hostile=1",
        " JaVaScRiPt:window.hostile=1//@x.example",
        "<a data-hostile href=\"javascript:window.hostile=1\">hostile",
        "&lt;img data-hostile src=x onerror=window.hostile=1&gt;",
        "{{x.constructor('window.hostile=1')()}} ${window.hostile=1}",
        "@(hostile) {0} {1:N0} %s #{hostile} <%= hostile %>",
        "=HYPERLINK(\"javascript:window.hostile=1\")",
        "\u202Ehostile\u2066 <b data-hostile>\u200F hostile</b>",
    ];

    /// <summary>A text by a number that counts on.</summary>
    public static string Of(int number) => All[number % All.Count];
}
