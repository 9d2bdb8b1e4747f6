using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>Another program holds <c>superfone.db</c> for a while, or its folder may not be written: for real, without a stand-in for the file system.</summary>
[OnlySqlite("the file superfone.db")]
public sealed class PrimaryFaultTests
{
    private const int Posts = 8;

    private static readonly TimeSpan Held = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestReply = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Database_HeldFor20Seconds_IsNamedAndPostsWaitForIt()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var page = await dashboard.SignInAsync();
        (await dashboard.PostAsync(Payload.AnsweredCall(1))).Dispose();
        List<Task<(HttpStatusCode Status, TimeSpan After)>> posts;
        TimeSpan named;
        string banner;

        var clock = Stopwatch.StartNew();
        using (dashboard.LockPrimary())
        {
            posts = [.. Enumerable.Range(2, Posts).Select(PostAsync)];
            await ApiDashboard.WaitAsync(async () => await HealthAsync(dashboard) == (HttpStatusCode.ServiceUnavailable, "locked"));
            named = clock.Elapsed;
            banner = await page.GetStringAsync("/calls", TestContext.Current.CancellationToken);
            while (clock.Elapsed < Held)
            {
                Assert.DoesNotContain(posts, post => post.IsCompleted);
                await Task.Delay(Look, TestContext.Current.CancellationToken);
            }
        }

        var replies = await Task.WhenAll(posts);

        Assert.True(named > TimeSpan.FromSeconds(4), $"It was called locked after {named}: whoever writes for a moment is no fault.");
        Assert.Contains("data-fault=\"Log\" data-cause=\"Locked\"", banner, StringComparison.Ordinal);
        Assert.Contains("Another program holds the database", banner, StringComparison.Ordinal);
        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        Assert.All(replies, reply => Assert.InRange(reply.After, Held / 2, LongestReply));
        await ApiDashboard.WaitAsync(async () => (await HealthAsync(dashboard)).Status == HttpStatusCode.OK);
        Assert.Equal(1 + Posts, (await dashboard.ReadDeliveriesAsync()).Count);

        async Task<(HttpStatusCode, TimeSpan)> PostAsync(int cdrId)
        {
            var begin = Stopwatch.GetTimestamp();
            using var response = await dashboard.PostAsync(Payload.AnsweredCall(cdrId));
            return (response.StatusCode, Stopwatch.GetElapsedTime(begin));
        }
    }

    [Fact]
    public async Task DataFolder_BecomesReadOnly_IsNamedAndEndsByItself()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var page = await dashboard.SignInAsync();
        using (ReadOnlyMount.MountOrSkip(dashboard.DataDirectory))
        {
            DataDirectory.CloseIdleConnections();

            using var refused = await dashboard.PostAsync(Payload.AnsweredCall(1));

            Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (refused.StatusCode, refused.Headers.RetryAfter is not null));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "readonly"), await HealthAsync(dashboard));
            Assert.Contains("data-fault=\"Log\" data-cause=\"ReadOnly\"", await page.GetStringAsync("/calls", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await ApiDashboard.WaitAsync(async () => (await HealthAsync(dashboard)).Status == HttpStatusCode.OK);
        using var stored = await dashboard.PostAsync(Payload.AnsweredCall(2));
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Single(await dashboard.ReadDeliveriesAsync());
    }

    private static async Task<(HttpStatusCode Status, string? Cause)> HealthAsync(RunningDashboard dashboard)
    {
        using var client = dashboard.CreateClient();
        using var response = await client.GetAsync("/health/ingest", TestContext.Current.CancellationToken);
        return (response.StatusCode, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["cause"]);
    }
}
