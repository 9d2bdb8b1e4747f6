using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.ReadModels.Search;

public sealed class DeliverySearchTests
{
    [Theory]
    [InlineData("q=asha", "2 1")]
    [InlineData("q=ASHA&event=CUSTOMER_CREATE", "1")]
    [InlineData("q=%E0%A4%86%E0%A4%B6%E0%A4%BE", "5 4")]
    [InlineData("q=100%25", "3")]
    [InlineData("q=topsecret", "")]
    [InlineData("q=recordings.example", "2")]
    [InlineData("q=no+such+thing", "")]
    [InlineData("account=%2B918000099999", "8 2")]
    [InlineData("account=8000099999&q=asha", "2")]
    [InlineData("q=odd&status=quarantined", "6")]
    [InlineData("q=odd&status=failed", "7")]
    [InlineData("cdrId=1", "8 2")]
    [InlineData("contactId=5", "2 1")]
    [InlineData("from=2100-01-01", "")]
    [InlineData("to=2100-01-01&from=2020-01-01&status=quarantined", "6")]
    public async Task List_Narrowed_HasWhatBelongsThereNewestFirst(string query, string expected)
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.Contact(5, "+918000000001", "Asha"),
            Payload.AnsweredCall(1).With(call =>
            {
                call["contact_id"] = 5;
                call["contact_first_name"] = "asha";
                call["cdr_uuid"] = "u-1";
                call["cdr_recording_url"] = "https://recordings.example/a.mp3?X-Amz-Signature=topsecret";
            }),
            """{"event":"NEW_THING","note":"100% sure"}""",
            """{"event":"NEW_THING","name":"आशा"}""",
            """{"event":"NEW_THING","name":"\u0906\u0936\u093E"}""",
            """{"odd":1}""",
            """{"event":"ALL_CALLS","cdr_id":2,"cdr_start":"odd"}""",
            Payload.Summary("u-1", "What was said", 60));
        await api.FailAsync(7, "a defect");

        Assert.Equal(expected, string.Join(' ', await api.IdsAsync($"deliveries?{query}", "deliveryId")));
    }

    [Fact]
    public async Task Search_BeyondOnePiece_GoesOnWhereItStoppedAndSaysHowFarItLooked()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync("""{"event":"NEW_THING","note":"needle"}""");
        await using (var primary = await Primaries(api).CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await primary.Database.ExecuteSqlAsync(
                $"""
                WITH RECURSIVE Numbers(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Numbers WHERE N < 45000)
                INSERT INTO Deliveries (Id, ReceivedUtc, Status, SizeBytes, Body) SELECT (SELECT coalesce(MAX(Id), 0) FROM Deliveries) + N, 1000000 + N, 1, 2, {"{}"u8.ToArray()} FROM Numbers
                """,
                TestContext.Current.CancellationToken);
        }

        var deliveries = api.Dashboard.Services.GetRequiredService<DeliveryQueries>();
        var filter = new DeliveryFilter { Q = "needle" };
        var first = await deliveries.ListAsync(Visibility.Everything, filter, cancellation: TestContext.Current.CancellationToken);
        var second = await deliveries.ListAsync(Visibility.Everything, filter, first.NextCursor, cancellation: TestContext.Current.CancellationToken);
        var third = await deliveries.ListAsync(Visibility.Everything, filter, second.NextCursor, cancellation: TestContext.Current.CancellationToken);

        Assert.Empty(first.Items);
        Assert.Empty(second.Items);
        Assert.Equal([1L], third.Items.Select(item => item.DeliveryId));
        Assert.Null(third.NextCursor);
        Assert.Contains("needle", third.Items[0].Excerpt, StringComparison.Ordinal);
        Assert.Equal(DateTime.UnixEpoch.AddMilliseconds(1000000 + 25001), await deliveries.ReachedAsync(Visibility.Everything, first.NextCursor!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Span_InALongLog_HasExactlyWhatWasReceivedInIt()
    {
        await using var api = await ApiDashboard.StartAsync();
        await using (var primary = await Primaries(api).CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await primary.Database.ExecuteSqlAsync(
                $"""
                WITH RECURSIVE Numbers(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Numbers WHERE N < 20000)
                INSERT INTO Deliveries (Id, ReceivedUtc, Status, SizeBytes, Body) SELECT (SELECT coalesce(MAX(Id), 0) FROM Deliveries) + N, N * 1000, 1, 2, {"{}"u8.ToArray()} FROM Numbers WHERE N % 7 > 0
                """,
                TestContext.Current.CancellationToken);
        }

        var (from, to) = (DateTime.UnixEpoch.AddSeconds(9000), DateTime.UnixEpoch.AddSeconds(9010));
        var page = await api.Dashboard.Services.GetRequiredService<DeliveryQueries>().ListAsync(
            Visibility.Everything, new DeliveryFilter { From = from, To = to }, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(
            Enumerable.Range(9000, 10).Where(second => second % 7 > 0).Reverse().Select(second => DateTime.UnixEpoch.AddSeconds(second)),
            page.Items.Select(item => item.ReceivedUtc));
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task Span_OfAClockThatWasSetBack_HasAllThatWasReceivedInIt()
    {
        // The years 1970, 2001, then a month in 1970 once more.
        await using var api = await ApiDashboard.StartAsync();
        await using (var primary = await Primaries(api).CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await primary.Database.ExecuteSqlAsync(
                $"""
                WITH RECURSIVE Numbers(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Numbers WHERE N < 9000)
                INSERT INTO Deliveries (Id, ReceivedUtc, Status, SizeBytes, Body)
                SELECT (SELECT coalesce(MAX(Id), 0) FROM Deliveries) + N, 1000 * N + CASE WHEN N BETWEEN 3001 AND 6000 THEN 1000000000000 WHEN N > 6000 THEN -6000000 ELSE 0 END, 1, 2, {"{}"u8.ToArray()} FROM Numbers
                """,
                TestContext.Current.CancellationToken);
        }

        await api.PostAsync("odd");
        var deliveries = api.Dashboard.Services.GetRequiredService<DeliveryQueries>();

        Assert.Equal([6010L, 6009, 10, 9], await IdsAsync(9, 11));
        Assert.Equal([4001L, 4000], await IdsAsync(1_000_004_000, 1_000_004_002));
        Assert.Empty(await IdsAsync(500_000_000, 600_000_000));

        async Task<IEnumerable<long>> IdsAsync(int from, int to) => (await deliveries.ListAsync(
            Visibility.Everything, new DeliveryFilter { From = DateTime.UnixEpoch.AddSeconds(from), To = DateTime.UnixEpoch.AddSeconds(to) },
            cancellation: TestContext.Current.CancellationToken)).Items.Select(item => item.DeliveryId);
    }

    [Theory]
    [InlineData("", "Duplicate 1, Failed 1, Quarantined 2, Unrecognised 2")]
    [InlineData("event=NEW_THING", "Duplicate 0, Failed 0, Quarantined 0, Unrecognised 1")]
    [InlineData("q=OTHER", "Duplicate 0, Failed 0, Quarantined 1, Unrecognised 1")]
    [InlineData("q=topsecret", "Duplicate 0, Failed 0, Quarantined 0, Unrecognised 0")]
    [InlineData("account=%2B918000099999", "Duplicate 1, Failed 0, Quarantined 0, Unrecognised 0")]
    [InlineData("cdrId=1&status=quarantined", "Duplicate 0, Failed 0, Quarantined 0, Unrecognised 0")]
    [InlineData("from=2100-01-01", "Duplicate 0, Failed 0, Quarantined 0, Unrecognised 0")]
    [InlineData("from=2020-01-01&q=never", "Duplicate 0, Failed 1, Quarantined 0, Unrecognised 0")]
    public async Task Counts_OfEachState_AreWhatItsListHas(string query, string expected)
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.AnsweredCall(1), Payload.AnsweredCall(1), "x", "another", """{"event":"NEW_THING"}""", """{"event":"ALL_CALLS","cdr_id":2,"cdr_start":"never"}""",
            """{"event":"OTHER_THING","url":"https://recordings.example/a.mp3?X-Amz-Signature=topsecret"}""");
        await api.FailAsync(6, "a defect");
        var filter = DeliveryQuery.Read(QueryHelpers.ParseQuery(query), api.Dashboard.Services.GetRequiredService<RangeQuery>()).Filter;

        var counts = await api.Dashboard.Services.GetRequiredService<DeliveryCountQueries>().ReadAsync(Visibility.Everything, filter, TestContext.Current.CancellationToken);

        Assert.Equal(expected, string.Join(", ", counts.OrderBy(pair => pair.Key.ToString()).Select(pair => $"{pair.Key} {pair.Value.Count}")));
        foreach (var (state, count) in counts)
        {
            var listed = await api.IdsAsync($"deliveries?{query.Replace("&status=quarantined", "", StringComparison.Ordinal)}&status={QueryValues.TextOf(state)}", "deliveryId");
            Assert.Equal((state, listed.Count, false), (state, count.Count, count.IsAtLeast));
        }
    }

    [Fact]
    public async Task Counts_InALongLog_LookThroughTheNewestAndSaySo()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync("old needle");
        await using (var primary = await Primaries(api).CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await primary.Database.ExecuteSqlAsync(
                $"""
                WITH RECURSIVE Numbers(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Numbers WHERE N < 1500)
                INSERT INTO Deliveries (Id, ReceivedUtc, Status, SizeBytes, Body) SELECT (SELECT coalesce(MAX(Id), 0) FROM Deliveries) + N, 1000000 + N, 2, 2, CASE N WHEN 1400 THEN {"needle"u8.ToArray()} ELSE {"{}"u8.ToArray()} END FROM Numbers
                """,
                TestContext.Current.CancellationToken);
        }

        Assert.Equal(new DeliveryCount(1000, true), await QuarantinedAsync(new DeliveryFilter()));
        Assert.Equal(new DeliveryCount(1, true), await QuarantinedAsync(new DeliveryFilter { Q = "needle" }));

        async Task<DeliveryCount> QuarantinedAsync(DeliveryFilter filter) =>
            (await api.Dashboard.Services.GetRequiredService<DeliveryCountQueries>().ReadAsync(Visibility.Everything, filter, TestContext.Current.CancellationToken))[DeliveryState.Quarantined];
    }

    private static IDbContextFactory<PrimaryContext> Primaries(ApiDashboard api) => api.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>();
}
