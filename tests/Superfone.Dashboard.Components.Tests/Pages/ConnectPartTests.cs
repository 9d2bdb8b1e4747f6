using Bunit;
using Superfone.Dashboard.Components.Pages.Connect;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class ConnectPartTests : DisplayContext
{
    [Theory]
    [InlineData("http://localhost:5080/", "this computer")]
    [InlineData("http://127.0.0.1:5080/", "this computer")]
    [InlineData("http://[::1]:5080/", "this computer")]
    [InlineData("http://0.0.0.0:5080/", "this computer")]
    [InlineData("https://dashboard.localhost/", "this computer")]
    [InlineData("https://192.168.1.20/", "your own network")]
    [InlineData("https://172.20.0.2/", "your own network")]
    [InlineData("https://100.101.102.103/", "your own network")]
    [InlineData("https://[fd00::5]/", "your own network")]
    [InlineData("https://[::ffff:10.0.0.5]/", "your own network")]
    [InlineData("https://server/", "your own network")]
    [InlineData("https://server.home.arpa/", "your own network")]
    [InlineData("http://calls.example.com/", "not encrypted")]
    [InlineData("https://calls.example.com/", "first event")]
    [InlineData("https://172.32.0.2/", "first event")]
    public void ReachNotice_SaysWhetherSuperfoneCanReachTheAddress(string address, string expected)
    {
        var notice = Render<ReachNotice>(parameters => parameters.Add(notice => notice.Address, new Uri(address)));

        TextAssert.Says(expected, notice.Find(".reach").TextContent);
    }

    [Fact]
    public void EventChecklist_TicksWhatHasArrivedAndCountsIt()
    {
        var list = Render<EventChecklist>(parameters => parameters.Add(list => list.Arrivals, new Dictionary<string, DateTime> { ["ALL_CALLS"] = Now }));

        TextAssert.Says($"1 … {EventNames.All.Count}", list.Find("[role=status]").TextContent);
        Assert.Contains("First:", list.Find("[data-event=ALL_CALLS]").TextContent, StringComparison.Ordinal);
        TextAssert.Says("call back", list.Find("[data-event=MISSED_CALL]").TextContent);

        list.Render(parameters => parameters.Add(list => list.Arrivals, EventNames.All.ToDictionary(name => name, _ => Now)));
        TextAssert.Says("all", list.Find("[role=status]").TextContent);
    }
}
