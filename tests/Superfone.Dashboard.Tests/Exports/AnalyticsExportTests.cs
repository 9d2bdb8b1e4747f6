using System.Net;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Exports;

public sealed class AnalyticsExportTests
{
    private const string Days = "from=2026-05-14T18:30:00Z&to=2026-05-16T18:30:00Z";

    [Fact]
    public async Task Csv_OfDays_HoldsEachDayWithPlainNumbers()
    {
        await using var api = await Exported.StartAsync();

        Assert.Equal(
            [
                "Day,Calls,Inbound,Outbound,Answered,Missed,Answer rate,Ringing on average (seconds),Talk time (seconds)",
                "2026-05-15,2,2,0,1,1,0.5,,60",
                "2026-05-16,0,0,0,0,0,,,0",
                "",
            ],
            await Exported.CsvAsync(api, $"/export/analytics/days.csv?{Days}"));
    }

    [Fact]
    public async Task Csv_OfAgents_HasNoCellThatASpreadsheetWouldRun()
    {
        await using var api = await Exported.StartAsync();
        await api.PostAsync([.. "=+-@".Select((character, index) => Payload.AnsweredCall(10 + index).With(call =>
        {
            call["staff_first_name"] = $"{character}1+1";
            call["staff_phone"] = $"+9180000002{index:D2}";
        }))]);

        var lines = await Exported.CsvAsync(api, $"/export/analytics/agents.csv?{Days}");

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
    [InlineData("callers")]
    [InlineData("missed-hours")]
    [InlineData("return-hours")]
    [InlineData("return-days")]
    [InlineData("return-agents")]
    public async Task Xlsx_OfEachView_OpensInAnotherReader(string view)
    {
        await using var api = await Exported.StartAsync();

        using var reader = await Exported.XlsxAsync(api, $"/export/analytics/{view}.xlsx?{Days}");

        Assert.True(reader.Read());
        Assert.False(string.IsNullOrEmpty(reader.GetString(0)));
    }

    [Fact]
    public async Task Export_WithoutTheRight_IsNeitherGivenNorOffered()
    {
        await using var api = await Exported.StartAsync();

        await Exported.AssertOnlyByRightAsync(api, $"/analytics?{Days}", $"/export/analytics/days.csv?{Days}");
    }

    [Theory]
    [InlineData("/export/analytics/days.csv?range=soon", HttpStatusCode.BadRequest)]
    [InlineData("/export/analytics/days.csv?staffPhone=1", HttpStatusCode.BadRequest)]
    [InlineData("/export/analytics/nights.csv", HttpStatusCode.NotFound)]
    public async Task Export_OfWhatThereIsNot_IsRefused(string address, HttpStatusCode expected)
    {
        await using var api = await Exported.StartAsync();
        using var client = api.Dashboard.CreateClient(Roles.Manager);

        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }
}
