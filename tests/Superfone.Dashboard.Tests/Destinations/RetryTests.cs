using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Destinations;

public sealed class RetryTests
{
    [Fact]
    public async Task Failure_IsRetriedWithItsIdAndHoldsBackOnlyItsOwnEntity()
    {
        await using var receiver = await WebhookReceiver.StartAsync((post, _) => Task.FromResult(CallOf(post) == 1 ? 500 : 200));
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);

        await world.PostAsync(CallOf(1, "+917000000001"), CallOf(2, "+917000000002"), CallOf(1, "+917000000001").With("cdr_duration", 7), CallOf(3, "+917000000003"));
        await receiver.WaitAsync(2);
        await world.WaitAsync(id, item => item["waiting"]!.GetValue<int>() == 2);
        Assert.Equal([2, 3], receiver.Accepted.Select(CallOf).Order());

        receiver.Answer = (_, _) => Task.FromResult(200);
        world.Time.Shift += TimeSpan.FromSeconds(6);
        await receiver.WaitAsync(4);

        var posts = receiver.Posts.Where(post => CallOf(post) == 1).ToList();
        Assert.Equal(500, posts[0].Status);
        Assert.Equal([200, 200], posts[^2..].Select(post => post.Status));
        Assert.All(posts[..^1], post => Assert.Equal(posts[0].Id, post.Id));
        Assert.NotEqual(posts[0].Id, posts[^1].Id);
        await world.WaitAsync(id, item => item["waiting"]!.GetValue<int>() == 0 && item["failingSinceUtc"] is null);
    }

    [Fact]
    public async Task Failure_WaitsAsLongAsTheReceiverAsks()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, context) =>
        {
            context.Response.Headers.RetryAfter = "600";
            return Task.FromResult((int)HttpStatusCode.ServiceUnavailable);
        });
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);

        await world.PostAsync(CallOf(1, "+917000000001"));
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count == 1);

        var attempt = (await world.AttemptsAsync(id)).Single();
        var wait = attempt["nextAttemptUtc"]!.GetValue<DateTime>() - attempt["atUtc"]!.GetValue<DateTime>();
        Assert.InRange(wait.TotalSeconds, 599, 620);
        receiver.Answer = (_, _) => Task.FromResult(200);
        await world.PostAsync(CallOf(2, "+917000000002"));
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        Assert.Single(receiver.Posts);
        world.Time.Shift += TimeSpan.FromSeconds(601);
        await receiver.WaitAsync(2);
    }

    [Fact]
    public async Task Failure_ForThreeDays_IsListedUntilSomebodySendsItAgain()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);
        var delivery = await world.PostAsync(CallOf(1, "+917000000001"));
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count >= 1);

        world.Time.Shift += TimeSpan.FromDays(2.9);
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count >= 2);
        Assert.Equal("retrying", PassingDashboard.ResultOf((await world.AttemptsAsync(id))[0]));
        world.Time.Shift += TimeSpan.FromDays(0.2);
        await world.WaitAsync(id, item => item["failed"]!.GetValue<int>() == 1);

        var failed = Assert.Single(await world.AttemptsAsync(id, failed: true));
        Assert.Equal(delivery, failed["deliveryId"]!.GetValue<long>());
        Assert.Equal(500, failed["httpStatus"]!.GetValue<int>());
        var sent = receiver.Posts.Count;
        receiver.Answer = (_, _) => Task.FromResult(200);
        world.Time.Shift += TimeSpan.FromDays(1);
        await world.SendAsync(HttpMethod.Post, $"destinations/{id}/attempts/{failed["id"]}/retry");
        await receiver.WaitAsync(1);

        Assert.Equal(sent + 1, receiver.Posts.Count);
        Assert.Single(receiver.Posts.Select(post => post.Id).Distinct());
        await world.WaitAsync(id, item => item["failed"]!.GetValue<int>() == 0);
    }

    [Fact]
    public async Task Restart_KeepsWhatWaitsAndRepeatsNothing()
    {
        await using var receiver = await WebhookReceiver.StartAsync((post, _) => Task.FromResult(CallOf(post) <= 2 ? 500 : 200));
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);
        for (var call = 1; call <= 5; call++)
            await world.PostAsync(CallOf(call, $"+9170000{call:00000}"));
        await receiver.WaitAsync(3);
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count >= 5);

        await world.Dashboard.RestartAsync();
        receiver.Answer = (_, _) => Task.FromResult(200);
        world.Time.Shift += TimeSpan.FromSeconds(6);
        await receiver.WaitAsync(5);

        Assert.Equal([1, 2, 3, 4, 5], receiver.Accepted.Select(CallOf).Order());
        Assert.All(receiver.Posts.GroupBy(CallOf).Where(posts => posts.Key > 2), posts => Assert.Single(posts));
        await world.WaitForAttemptsAsync(id, attempts => attempts[0]["attempt"]!.GetValue<int>() is >= 2 and <= 9);
    }

    [Fact]
    public async Task Attempts_AreTheLastOnesOnlyAndRowsNoneWhileAllIsWell()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);

        for (var call = 1; call <= 260; call++)
            await world.PostAsync(CallOf(call, $"+9170000{call:00000}"));
        await receiver.WaitAsync(260);
        await world.WaitAsync(id, item => item["waiting"]!.GetValue<int>() == 0);

        Assert.InRange((await world.AttemptsAsync(id))[0]["deliveryId"]!.GetValue<long>(), 229, 260);
        Assert.InRange(int.Parse(world.Run("SELECT COUNT(*) FROM DestinationAttempts"), CultureInfo.InvariantCulture), 1, 200);
        Assert.Equal("0", world.Run("SELECT COUNT(*) FROM DestinationDeliveries"));
    }

    [Fact]
    public async Task DeadDestination_DelaysNeitherOthersNorProjection()
    {
        var forever = new TaskCompletionSource<int>();
        await using var dead = await WebhookReceiver.StartAsync((_, context) => forever.Task.WaitAsync(context.RequestAborted));
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        await world.AddAsync(dead.Url);
        await world.AddAsync(receiver.Url);

        for (var call = 1; call <= 100; call++)
            await world.PostAsync(CallOf(call, $"+9170000{call:00000}"));
        await receiver.WaitAsync(100);

        await world.Dashboard.WaitUntilProjectedAsync();
        Assert.InRange(dead.Posts.Count, 1, 99);
        forever.SetCanceled(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Entities_StayInOrderUnderRandomFailures()
    {
        var random = new Random(3);
        var tried = new ConcurrentDictionary<string, int>();
        await using var receiver = await WebhookReceiver.StartAsync((post, _) =>
        {
            lock (random)
                return Task.FromResult(tried.AddOrUpdate(post.Id, 1, (_, count) => count + 1) <= 2 && random.Next(4) == 0 ? 500 : 200);
        });
        await using var world = await PassingDashboard.StartAsync();
        await world.AddAsync(receiver.Url);

        for (var change = 0; change < 60; change++)
            await world.PostAsync(Payload.Change(change % 6, "city", $"{change}"));
        for (var step = 0; step < 600 && receiver.Accepted.Count() < 60; step++)
        {
            world.Time.Shift += TimeSpan.FromMilliseconds(500);
            await Task.Delay(TimeSpan.FromMilliseconds(30), TestContext.Current.CancellationToken);
        }

        var received = receiver.Accepted.Select(post => JsonNode.Parse(post.Text)!).ToList();
        Assert.Equal(60, received.Count);
        Assert.Contains(receiver.Posts, post => post.Status == 500);
        foreach (var contact in received.GroupBy(body => body["contact_id"]!.GetValue<long>()))
        {
            var changes = contact.Select(body => int.Parse(body["updated_value"]!.ToString(), CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(changes.Order(), changes);
        }
    }

    [Fact]
    public async Task Delivery_ErasedWhileItWaits_IsNotSent()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);
        var (deleted, rewritten) = (await world.PostAsync(CallOf(1, "+917000000001")), await world.PostAsync(CallOf(2, "+917000000002")));
        await world.PostAsync(CallOf(3, "+917000000003"));
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count >= 3);

        world.Run($"DELETE FROM Deliveries WHERE Id = {deleted}; UPDATE Deliveries SET Hash = Body WHERE Id = {rewritten}");
        receiver.Answer = (_, _) => Task.FromResult(200);
        world.Time.Shift += TimeSpan.FromSeconds(6);
        await receiver.WaitAsync(1);
        await world.WaitAsync(id, item => item["waiting"]!.GetValue<int>() == 0);

        Assert.Equal(3, CallOf(Assert.Single(receiver.Accepted)));
    }

    private static Payload CallOf(long cdrId, string phone) => Payload.Call(cdrId, new DateTime(2026, 5, 15, 10, 0, 0, DateTimeKind.Utc)).With("cdr_phone", phone);

    private static long CallOf(ReceivedPost post) => JsonNode.Parse(post.Text)!["cdr_id"]!.GetValue<long>();
}
