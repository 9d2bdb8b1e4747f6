using System.Net;
using System.Text;
using ExcelDataReader;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Exports;

public sealed class AnalyticsExportTests
{
    private const string Days = "from=2026-05-14T18:30:00Z&to=2026-05-16T18:30:00Z";

    [Fact]
    public async Task Csv_OfDays_HoldsEachDayWithPlainNumbers()
    {
        await using var api = await StartAsync();

        Assert.Equal(
            [
                "Day,Calls,Inbound,Outbound,Answered,Missed,Answer rate,Ringing on average (seconds),Talk time (seconds)",
                "2026-05-15,2,2,0,1,1,0.5,,60",
                "2026-05-16,0,0,0,0,0,,,0",
                "",
            ],
            await ReadCsvAsync(api, $"days.csv?{Days}"));
    }

    [Fact]
    public async Task Csv_OfAgents_HasNoCellThatASpreadsheetWouldRun()
    {
        await using var api = await StartAsync();
        await api.PostAsync([.. "=+-@".Select((character, index) => Bodies.Call(10 + index, change: call =>
        {
            call["staff_first_name"] = $"{character}1+1";
            call["staff_phone"] = $"+9180000002{index:D2}";
        }))]);

        var lines = await ReadCsvAsync(api, $"agents.csv?{Days}");

        foreach (var character in "=+-@")
            Assert.Contains(lines, line => line.StartsWith($"\"'{character}1+1 Patel\",1,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Length > 0 && "=+-@".Contains(line.TrimStart('"')[0]));
    }

    [Theory]
    [InlineData("days")]
    [InlineData("hours")]
    [InlineData("agents")]
    [InlineData("results")]
    [InlineData("menu")]
    [InlineData("stages")]
    [InlineData("sources")]
    public async Task Xlsx_OfEachView_OpensInAnotherReader(string view)
    {
        await using var api = await StartAsync();
        using var client = api.Dashboard.CreateClient(Roles.Manager);

        var bytes = await client.GetByteArrayAsync($"/export/analytics/{view}.xlsx?{Days}", TestContext.Current.CancellationToken);

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // The reader can read workbooks of the nineties, too.
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
        Assert.True(reader.Read());
        Assert.False(string.IsNullOrEmpty(reader.GetString(0)));
    }

    [Fact]
    public async Task Export_WithoutTheRight_IsNeitherGivenNorOffered()
    {
        await using var api = await StartAsync();
        using var agent = api.Dashboard.CreateClient(Roles.Agent);
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        using var response = await agent.GetAsync("/export/analytics/days.csv", TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("/export/", await agent.GetStringAsync($"/analytics?{Days}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("/export/analytics/days.csv?from=", await manager.GetStringAsync($"/analytics?{Days}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/export/analytics/days.csv?range=soon", HttpStatusCode.BadRequest)]
    [InlineData("/export/analytics/days.csv?staffPhone=1", HttpStatusCode.BadRequest)]
    [InlineData("/export/analytics/nights.csv", HttpStatusCode.NotFound)]
        public async Task Export_OfWhatThereIsNot_IsRefused(string address, HttpStatusCode expected)
    {
        await using var api = await StartAsync();
        using var client = api.Dashboard.CreateClient(Roles.Manager);

        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    private static async Task<ApiDashboard> StartAsync()
    {
        var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Bodies.Missed(1), Bodies.Call(2, "2026-05-15T10:31:00Z"));
        return api;
    }

    private static async Task<string[]> ReadCsvAsync(ApiDashboard api, string address)
    {
        using var client = api.Dashboard.CreateClient(Roles.Manager);
        var bytes = await client.GetByteArrayAsync($"/export/analytics/{address}", TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
    }
}
