using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ExcelDataReader;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Exports;

/// <summary>What a manager downloads.</summary>
internal static class Exported
{
    /// <summary>A dashboard with a missed call and, a minute later, an answered one.</summary>
    public static async Task<ApiDashboard> StartAsync(Action<JsonObject>? changeAnswered = null)
    {
        var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.MissedCall(1), Payload.AnsweredCall(2, "2026-05-15T10:31:00Z").With(changeAnswered));
        return api;
    }

    /// <summary>A CSV file's lines, and an empty one after the last.</summary>
    public static async Task<string[]> CsvAsync(ApiDashboard api, string address)
    {
        var bytes = await ReadAsync(api, address);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        return Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
    }

    /// <summary>A workbook, as another reader opens it.</summary>
    public static async Task<IExcelDataReader> XlsxAsync(ApiDashboard api, string address)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // The reader can read workbooks of the nineties, too.
        return ExcelReaderFactory.CreateReader(new MemoryStream(await ReadAsync(api, address)));
    }

    /// <summary>The cells of either kind of file as text, the headings first.</summary>
    public static async Task<IReadOnlyList<string[]>> RowsAsync(ApiDashboard api, string address)
    {
        List<string[]> rows = [];
        if (address.Contains(".csv", StringComparison.Ordinal))
        {
            using var csv = new CsvHelper.CsvParser(new StreamReader(new MemoryStream(await ReadAsync(api, address))), CultureInfo.InvariantCulture);
            while (await csv.ReadAsync())
                rows.Add(csv.Record!);
            return rows;
        }

        using var workbook = await XlsxAsync(api, address);
        while (workbook.Read())
            rows.Add([.. Enumerable.Range(0, workbook.FieldCount).Select(index => Convert.ToString(workbook.GetValue(index), CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }

    /// <summary>Checks that a page offers a download only to those who are allowed to have it.</summary>
    public static async Task AssertOnlyByRightAsync(ApiDashboard api, string page, string address)
    {
        using var agent = api.Dashboard.CreateClient(Roles.Agent);
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        using var response = await agent.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("/export/", await agent.GetStringAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(address), await manager.GetStringAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<byte[]> ReadAsync(ApiDashboard api, string address)
    {
        using var client = api.Dashboard.CreateClient(Roles.Manager);
        return await client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
    }
}
