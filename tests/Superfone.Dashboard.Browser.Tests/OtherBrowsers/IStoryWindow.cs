namespace Superfone.Dashboard.Browser.Tests.OtherBrowsers;

/// <summary>A window of another browser, with what the stories need: Playwright drives Firefox, and WebDriver drives WebKit.</summary>
internal interface IStoryWindow : IAsyncDisposable
{
    /// <summary>Errors and warnings that the page wrote to its console.</summary>
    Task<IReadOnlyList<string>> ComplaintsAsync();

    /// <summary>Loads a page.</summary>
    Task GoToAsync(Uri url);

    /// <summary>Gives the window a size, or the next one that the browser has.</summary>
    Task ResizeAsync(int width, int height);

    /// <summary>Clicks on an element.</summary>
    /// <param name="selector">Its CSS selector.</param>
    Task ClickAsync(string selector);

    /// <summary>Types a text into a field.</summary>
    Task TypeAsync(string selector, string text);

    /// <summary>Evaluates a JavaScript expression.</summary>
    Task<T> EvaluateAsync<T>(string expression);
}
