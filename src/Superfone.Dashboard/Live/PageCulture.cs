using System.Globalization;

namespace Superfone.Dashboard.Live;

/// <summary>The language of a page, for what another thread tells it. Taken when the page is created, on its own thread.</summary>
public sealed class PageCulture
{
    private readonly CultureInfo _formats = CultureInfo.CurrentCulture;
    private readonly CultureInfo _texts = CultureInfo.CurrentUICulture;

    /// <summary>Runs work in that language. The caller keeps its own.</summary>
    /// <param name="work">The work.</param>
    public async Task RunAsync(Func<Task> work)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_formats, _texts);
        await work();
    }
}
