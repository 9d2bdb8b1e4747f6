using Bunit;
using Superfone.Dashboard.Components.Layout;

namespace Superfone.Dashboard.Components.Tests.Layout;

public sealed class NavigationTests : DisplayContext
{
    [Fact]
    public void Navigation_WithAnAccount_CarriesItToThePagesThatKnowIt()
    {
        var navigation = Render("/calls/9876543", "+918000099999");

        Assert.Equal("/?account=%2B918000099999", navigation.Find("[data-go=l]").GetAttribute("href"));
        Assert.Equal("/calls?account=%2B918000099999", navigation.Find("[data-go=c]").GetAttribute("href"));
        Assert.Equal("/contacts", navigation.Find("[data-go=p]").GetAttribute("href"));
        Assert.Equal("Calls", navigation.Find("[aria-current=page] > span").TextContent);
    }

    [Theory]
    [InlineData("/staff", "Settings")]
    [InlineData("/completeness", "Settings")]
    [InlineData("/listen", "Calls")]
    [InlineData("/summaries", "Insights")]
    [InlineData("/numbers/918000099999", "Contacts")]
    [InlineData("/deliveries/import", "Deliveries")]
    public void Navigation_OnAPageReachedFromAnother_MarksThatOne(string path, string name)
    {
        var marked = Render(path, null).FindAll(".rest > [aria-current=page] > span, .navigation > [aria-current=page] > span");

        Assert.Equal([name], marked.Select(item => item.TextContent));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, "4")]
    [InlineData(120, "99+")]
    public void FollowUps_TellHowManyWait(int waiting, string? expected)
    {
        var navigation = Render("/", null, waiting);

        Assert.Equal(expected, navigation.FindAll("[data-go=f] .nav-count").SingleOrDefault()?.TextContent);
    }

    [Fact]
    public void Shortcuts_LeadToDifferentPages() => Assert.Distinct(NavItem.All.Select(place => place.Key));

    private IRenderedComponent<Navigation> Render(string path, string? account, int waiting = 0) => Render<Navigation>(parameters => parameters
        .Add(navigation => navigation.Path, path)
        .Add(navigation => navigation.Account, account)
        .Add(navigation => navigation.Waiting, waiting));
}
