using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Components.Layout.Search;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Tests.Layout;

public sealed class SearchDialogTests : DisplayContext
{
    [Theory]
    [InlineData("a ")]
    [InlineData("a.")]
    public async Task Search_OfTwoThousandWords_SaysThatItIsTooLong(string word)
    {
        // Its own clock: all tests share the other one.
        var time = new FakeTimeProvider(Now);
        Services.AddSingleton<TimeProvider>(time);

        // Nothing is looked up, so that nothing to look it up in is needed.
        Services.AddSingleton(new SearchQueries(null!, null!, null!, null!));
        var dialog = Render<SearchDialog>();

        var typed = dialog.Find("input").InputAsync(string.Concat(Enumerable.Repeat(word, 2000)));
        time.Advance(TimeSpan.FromSeconds(1));
        await typed;

        Assert.Equal(QueryLimits.TooManyWords, dialog.Find("[role=status]").TextContent);
    }
}
