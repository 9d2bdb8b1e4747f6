using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Tests.Destinations;

public sealed class EditingTests
{
    [Fact]
    public async Task Rotation_SignsWithBothSecretsForADay()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        var (id, first) = await world.AddAsync(receiver.Url);

        var second = (await world.SendAsync(HttpMethod.Post, $"destinations/{id}/secret"))!["secret"]!.GetValue<string>();
        await world.PostAsync(Payload.SampleCall(1));
        await receiver.WaitAsync(1);
        world.Time.Shift += TimeSpan.FromHours(25);
        await world.PostAsync(Payload.SampleCall(2));
        await receiver.WaitAsync(2);

        var posts = receiver.Posts.ToList();
        Assert.NotEqual(first, second);
        Assert.StartsWith("whsec_", second, StringComparison.Ordinal);
        Assert.True(posts[0].IsSignedWith(first) && posts[0].IsSignedWith(second));
        Assert.True(posts[1].IsSignedWith(second));
        Assert.False(posts[1].IsSignedWith(first));
    }

    [Fact]
    public async Task Secret_IsShownOnceAndStoredProtected()
    {
        await using var world = await PassingDashboard.StartAsync();
        var (id, secret) = await world.AddAsync("http://127.0.0.1:9/hook");

        Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length);
        Assert.DoesNotContain("whsec_", (await world.SendAsync(HttpMethod.Get, "destinations"))!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", (await world.SendAsync(HttpMethod.Patch, $"destinations/{id}", new { name = "Other" }))!.ToJsonString(), StringComparison.Ordinal);
        var kept = world.Run("SELECT Secret FROM Destinations");
        Assert.DoesNotContain(secret["whsec_".Length..], kept, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, world.Run("SELECT string_agg(Subject, ',') FROM AuditEntries"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_PostsAMarkedEventAndTellsTheOutcome()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        var (id, secret) = await world.AddAsync(receiver.Url);

        var good = await world.SendAsync(HttpMethod.Post, $"destinations/{id}/test");
        receiver.Answer = (_, _) => Task.FromResult(404);
        var bad = await world.SendAsync(HttpMethod.Post, $"destinations/{id}/test");

        Assert.Equal(("none", 200), (good!["problem"]!.GetValue<string>(), good["httpStatus"]!.GetValue<int>()));
        Assert.Equal(("refused", 404), (bad!["problem"]!.GetValue<string>(), bad["httpStatus"]!.GetValue<int>()));
        var post = receiver.Posts.First();
        Assert.True(post.IsSignedWith(secret));
        Assert.StartsWith("test_", post.Id, StringComparison.Ordinal);
        Assert.True(JsonNode.Parse(post.Text)!["test"]!.GetValue<bool>());
        Assert.Empty(await world.AttemptsAsync(id));
    }

    [Fact]
    public async Task WrongValues_AreNamed()
    {
        await using var world = await PassingDashboard.StartAsync();
        foreach (var (member, body) in new (string, object)[]
        {
            ("name", new { url = "https://example.com" }), ("name", new { name = " ", url = "https://example.com" }), ("url", new { name = "A" }),
            ("url", new { name = "A", url = "nowhere" }), ("url", new { name = "A", url = "https://me:pw@example.com" }), ("url", new { name = "A", url = "ftp://example.com" }),
            ("form", new { name = "A", url = "https://example.com", form = "xml" }), ("events", new { name = "A", url = "https://example.com", events = new[] { "NEWS" } }),
            ("accounts", new { name = "A", url = "https://example.com", accounts = new[] { "nobody" } }), ("colour", new { name = "A", url = "https://example.com", colour = "red" }),
            ("filter.direction", new { name = "A", url = "https://example.com", filter = new { direction = "sideways" } }),
            ("filter.staffPhone", new { name = "A", url = "https://example.com", filter = new { staffPhone = "nobody" } }),
            ("filter.label", new { name = "A", url = "https://example.com", filter = new { label = " " } }),
            ("filter.colour", new { name = "A", url = "https://example.com", filter = new { colour = "red" } }),
        })
        {
            using var response = await world.RequestAsync(HttpMethod.Post, "destinations", body);
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(problem["errors"]!.AsObject(), error => string.Equals(error.Key, member, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Empty((await world.SendAsync(HttpMethod.Get, "destinations"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task Routes_AreForOwnersAndKnowWhatIsNotThere()
    {
        await using var world = await PassingDashboard.StartAsync();
        await world.AssertRefusedAsync(HttpStatusCode.Forbidden, HttpMethod.Get, "destinations", role: Roles.Manager);
        await world.AssertRefusedAsync(HttpStatusCode.Forbidden, HttpMethod.Post, "destinations", new { name = "A", url = "https://example.com" }, Roles.Manager);
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Patch, "7"), (HttpMethod.Delete, "7"), (HttpMethod.Get, "7/attempts"), (HttpMethod.Post, "7/test"), (HttpMethod.Post, "7/secret"),
            (HttpMethod.Post, "7/attempts/1/retry"),
        })
            await world.AssertRefusedAsync(HttpStatusCode.NotFound, method, $"destinations/{path}", method == HttpMethod.Patch ? new { name = "A" } : null);
    }

    [Fact]
    public async Task Changes_AtOnce_KeepEachOther()
    {
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync("http://127.0.0.1:9/hook");

        for (var round = 0; round < 8; round++)
        {
            var (name, phone) = ($"Name {round}", $"+9180000{round:00000}");
            await Task.WhenAll(
                world.SendAsync(HttpMethod.Patch, $"destinations/{id}", new { name }), world.SendAsync(HttpMethod.Patch, $"destinations/{id}", new { accounts = new[] { phone } }),
                world.SendAsync(HttpMethod.Patch, $"destinations/{id}", new { enabled = round % 2 == 0 }), world.SendAsync(HttpMethod.Post, $"destinations/{id}/secret"));
            var item = await world.ReadAsync(id);
            Assert.Equal((name, phone, round % 2 == 0), (item["name"]!.GetValue<string>(), item["accounts"]![0]!.GetValue<string>(), item["enabled"]!.GetValue<bool>()));
        }
    }

    [Fact]
    public async Task Secret_ReplacedBySomebodyElseMeanwhile_IsNotReplacedAgain()
    {
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync("http://127.0.0.1:9/hook");
        var table = world.Dashboard.Services.GetRequiredService<DestinationTable>();
        var read = (await table.FindAsync(id, TestContext.Current.CancellationToken))!;

        Assert.True(table.SetSecret(read, "one", DateTime.UtcNow));
        Assert.False(table.SetSecret(read, "two", DateTime.UtcNow));

        Assert.Equal("one", world.Run("SELECT Secret FROM Destinations"));
        Assert.Equal(read.Secret, world.Run("SELECT FormerSecret FROM Destinations"));
    }

    [Fact]
    public async Task Removed_ReceivesNothingMore()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var other = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);
        await world.AddAsync(other.Url);

        await world.SendAsync(HttpMethod.Delete, $"destinations/{id}");
        await world.PostAsync(Payload.SampleCall(1));
        await other.WaitAsync(1);

        Assert.Empty(receiver.Posts);
        Assert.Equal("0", world.Run($"SELECT COUNT(*) FROM Destinations WHERE Id = {id}"));
    }

    [Fact]
    public async Task RestoredLog_PassesNothingOnUntilSomebodyWantsIt()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);
        await world.Dashboard.StopAsync();
        world.Run("UPDATE Settings SET Value = '11111111-0000-0000-0000-000000000000' WHERE Name = 'LogId'");
        await world.Dashboard.StartAsync();

        await world.PostAsync(Payload.SampleCall(1));
        var item = await world.ReadAsync(id);
        Assert.False(item["enabled"]!.GetValue<bool>());
        Assert.Equal("restored", item["pause"]!.GetValue<string>());
        await world.SendAsync(HttpMethod.Patch, $"destinations/{id}", new { name = "Renamed" });
        Assert.Empty(receiver.Posts);
        await world.SendAsync(HttpMethod.Patch, $"destinations/{id}", new { enabled = true });
        await receiver.WaitAsync(1);
    }
}
