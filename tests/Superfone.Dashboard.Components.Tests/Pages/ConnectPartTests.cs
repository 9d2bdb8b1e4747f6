using Bunit;
using Superfone.Dashboard.Components.Pages.Connect;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class ConnectPartTests : DisplayContext
{
    [Theory]
    [InlineData("http://localhost:5080/", "that is this computer")]
    [InlineData("http://127.0.0.1:5080/", "that is this computer")]
    [InlineData("http://[::1]:5080/", "that is this computer")]
    [InlineData("http://0.0.0.0:5080/", "that is this computer")]
    [InlineData("https://dashboard.localhost/", "that is this computer")]
    [InlineData("https://192.168.1.20/", "in your own network only")]
    [InlineData("https://172.20.0.2/", "in your own network only")]
    [InlineData("https://100.101.102.103/", "in your own network only")]
    [InlineData("https://[fd00::5]/", "in your own network only")]
    [InlineData("https://[::ffff:10.0.0.5]/", "in your own network only")]
    [InlineData("https://server/", "in your own network only")]
    [InlineData("https://server.home.arpa/", "in your own network only")]
    [InlineData("http://calls.example.com/", "not encrypted")]
    [InlineData("https://calls.example.com/", "Only its first event proves it.")]
    [InlineData("https://172.32.0.2/", "Only its first event proves it.")]
    public void ReachNotice_SaysWhetherSuperfoneCanReachTheAddress(string address, string expected)
    {
        var notice = Render<ReachNotice>(parameters => parameters.Add(notice => notice.Address, new Uri(address)));

        Assert.Contains(expected, notice.Find(".reach").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void EventChecklist_TicksWhatHasArrivedAndCountsIt()
    {
        var list = Render<EventChecklist>(parameters => parameters.Add(list => list.Arrivals, new Dictionary<string, DateTime> { ["ALL_CALLS"] = Now }));

        Assert.Equal("1 of 10 have arrived.", list.Find("[role=status]").TextContent);
        Assert.Contains("First:", list.Find("[data-event=ALL_CALLS]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Who waits for a call back", list.Find("[data-event=MISSED_CALL]").TextContent, StringComparison.Ordinal);

        list.Render(parameters => parameters.Add(list => list.Arrivals, EventNames.All.ToDictionary(name => name, _ => Now)));
        Assert.Equal("All of them arrive.", list.Find("[role=status]").TextContent);
    }
}
