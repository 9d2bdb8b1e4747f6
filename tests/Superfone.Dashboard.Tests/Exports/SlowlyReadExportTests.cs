using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Exports;

/// <summary>Measures the memory of the process, so nothing else may run meanwhile.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class SlowlyReadExportTests
{
    private const long MostBytes = 48 << 20;

    [Fact]
    public async Task Export_ReadSlowly_HoldsLittleInMemoryAndLetsDeliveriesIn()
    {
        const int calls = 20_000;
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.MissedCall(1));
        await AddCallsAsync(api, calls);
        using var owner = api.Dashboard.CreateClient(Roles.Owner);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var response = await owner.GetAsync("/api/v1/export", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await api.PostAsync(Payload.MissedCall(2));
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var (last, deliveries) = ("", 0);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            (last, deliveries) = (line, deliveries + (line.StartsWith("{\"type\":\"delivery\"", StringComparison.Ordinal) ? 1 : 0));

        Assert.True(held < MostBytes, $"{held >> 20} MiB were held");
        Assert.Equal(1, deliveries);
        Assert.InRange(JsonNode.Parse(last)!["counts"]!["call"]!.GetValue<int>(), calls + 1, calls + 2); // The other call may be part of it.
    }

    private static async Task AddCallsAsync(ApiDashboard api, int count)
    {
        await using var readModel = new SqliteConnection($"Data Source={Path.Combine(api.Dashboard.DataDirectory, "views.db")};Pooling=False");
        await readModel.OpenAsync(TestContext.Current.CancellationToken);
        await using var add = readModel.CreateCommand();
        add.CommandText =
            """
            INSERT INTO Calls (CdrId, SortKey, Outcome, Missed, Disposition, Direction, PhoneKey, StartedUtc, DurationSeconds, IvrInputs, DtmfDigits)
            WITH RECURSIVE Numbers(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Numbers WHERE N < $count)
            SELECT N + 100, (1778841000000 + N * 60000) << 20, 1, 0, 'ANSWER', 0, '+918000000001', 1778841000000 + N * 60000, N % 600, '[]', '[]' FROM Numbers
            """;
        add.Parameters.AddWithValue("$count", count);
        await add.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
