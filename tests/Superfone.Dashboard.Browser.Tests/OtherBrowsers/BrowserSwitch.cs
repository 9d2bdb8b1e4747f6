namespace Superfone.Dashboard.Browser.Tests.OtherBrowsers;

/// <summary>Which browsers besides Chromium the stories run in: <c>SUPERFONE_BROWSERS=firefox,webkit</c>. <c>eng/find-browsers.sh</c> installs them.</summary>
internal static class BrowserSwitch
{
    private const string Switch = "SUPERFONE_BROWSERS";

    /// <summary>Opens an empty window; skips the test if the browser was not asked for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isDark">Whether the system's theme is dark.</param>
    public static async Task<IStoryWindow> OpenAsync(string name, bool isDark = false)
    {
        var chosen = (Environment.GetEnvironmentVariable(Switch) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.SkipUnless(chosen.Contains(name), $"It needs another browser: set {Switch}={name}.");
        return name switch
        {
            FirefoxWindow.Name => await FirefoxWindow.OpenAsync(isDark),
            WebKitWindow.Name => await WebKitWindow.OpenAsync(isDark),
            _ => throw new InvalidOperationException($"{Switch} names {name}; known are {FirefoxWindow.Name} and {WebKitWindow.Name}."),
        };
    }

    /// <summary>The path of a program.</summary>
    public static string Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"There is no {program} here: `source eng/find-browsers.sh` installs it.");
}
