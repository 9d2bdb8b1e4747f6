using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Superfone.Dashboard.Tests.Destinations;

public sealed class PassingTests
{
    [Fact]
    public async Task Raw_PassesOnTheVeryBytesSignedAsStandardWebhooks()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        var (_, secret) = await world.AddAsync(receiver.Url);
        var body = "  " + Payload.SampleCall(1).With("staff_first_name", "आशा") + "\n";

        await world.PostAsync(body);
        await receiver.WaitAsync(1);

        var post = Assert.Single(receiver.Posts);
        Assert.Equal(body, post.Text);
        Assert.StartsWith("application/json", post.ContentType, StringComparison.Ordinal);
        Assert.True(post.IsSignedWith(secret));
        var webhook = new StandardWebhook(secret);
        webhook.Verify(post.Text, HeadersOf(post));
        Assert.Throws<WebhookVerificationException>(() => webhook.Verify(post.Text + " ", HeadersOf(post)));
    }

    [Fact]
    public async Task Raw_OfACompressedBody_PassesOnItsBytesAndEncoding()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        var (_, secret) = await world.AddAsync(receiver.Url);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(Payload.SampleCall(1)));
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        using (var client = world.Dashboard.CreateClient())
            (await RunningDashboard.PostAsync(client, content)).Dispose();
        await receiver.WaitAsync(1);

        var post = Assert.Single(receiver.Posts);
        Assert.Equal(packed.ToArray(), post.Body);
        Assert.Equal("gzip", post.ContentEncoding);
        Assert.True(post.IsSignedWith(secret));
    }

    [Fact]
    public async Task Item_PassesOnTheItemOfTheApiWithIdAndTime()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        var (_, secret) = await world.AddAsync(receiver.Url, "item");

        var id = await world.PostAsync(Payload.SampleCall(41));
        await receiver.WaitAsync(1);

        var post = Assert.Single(receiver.Posts);
        Assert.True(post.IsSignedWith(secret));
        var item = JsonNode.Parse(post.Text)!;
        Assert.Equal(id, item["id"]!.GetValue<long>());
        Assert.Equal("ALL_CALLS", item["type"]!.GetValue<string>());
        Assert.Equal(DateTimeKind.Utc, item["timestamp"]!.GetValue<DateTime>().Kind);
        var call = await world.SendAsync(HttpMethod.Get, "calls/41");
        Assert.Equal(call!["startedUtc"]!.ToString(), item["data"]!["startedUtc"]!.ToString());
        Assert.Equal(41, item["data"]!["cdrId"]!.GetValue<long>());
    }

    [Fact]
    public async Task Passing_OfEvents_LeavesOutWhatIsNotChosenOrNotAcceptedButNotWhatNobodyKnowsYet()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        await using var all = await WebhookReceiver.StartAsync();
        await world.AddAsync(receiver.Url, events: ["ALL_CALLS"], accounts: [Payload.Account]);
        await world.AddAsync(all.Url);

        var call = Payload.SampleCall(1).With("superfone_number", Payload.Account);
        await world.PostAsync(
            Payload.Contact(5), call, call, "{\"event\":\"NEWS\",\"contact_id\":6}", $"{{\"event\":\"{Domain.TestDelivery.Event}\"}}", "no json", Payload.SampleCall(2).With("superfone_number", "+918012345678"),
            Payload.SampleCall(3).With("superfone_number", Domain.SampleAccount.Number), Payload.SampleCall(4).With("superfone_number", Payload.Account));
        await receiver.WaitAsync(2);

        Assert.Equal([1, 4], receiver.Posts.Select(post => JsonNode.Parse(post.Text)!["cdr_id"]!.GetValue<long>()));
        await all.WaitAsync(5);
        Assert.Equal([1, 2, 4, 5, 6], all.Posts.Select(post => JsonNode.Parse(post.Text)!).Select(body => (body["cdr_id"] ?? body["contact_id"])!.GetValue<long>()).Order());
    }

    [Fact]
    public async Task Passing_BeginsWithTheDestinationAndCatchesUpAfterAPause()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync();
        await world.PostAsync(Payload.SampleCall(1));
        var (id, _) = await world.AddAsync(receiver.Url);

        await world.SendAsync(HttpMethod.Patch, $"destinations/{id}", new { enabled = false });
        await world.PostAsync(Payload.SampleCall(2), Payload.SampleCall(3));
        await world.WaitAsync(id, item => item["waiting"]!.GetValue<int>() == 2);
        Assert.Empty(receiver.Posts);
        await world.SendAsync(HttpMethod.Patch, $"destinations/{id}", new { enabled = true });
        await receiver.WaitAsync(2);

        await world.WaitAsync(id, item => item["waiting"]!.GetValue<int>() == 0);
        Assert.Equal(2, receiver.Posts.Count);
    }

    [Fact]
    public async Task Receiver_WhoRedirects_IsNotFollowed()
    {
        await using var other = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync((_, context) =>
        {
            context.Response.Headers.Location = other.Url;
            return Task.FromResult((int)HttpStatusCode.TemporaryRedirect);
        });
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);

        await world.PostAsync(Payload.SampleCall(1));
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count == 1);

        Assert.Equal("redirected", (await world.AttemptsAsync(id)).Single()["problem"]!.GetValue<string>());
        Assert.Empty(other.Posts);
    }

    [Fact]
    public async Task PrivateAddress_IsRefusedUnlessAllowed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await PassingDashboard.StartAsync(isLocalAllowed: false);
        await world.AssertRefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "destinations", new { name = "Mine", url = receiver.Url });
        var (id, _) = await world.AddAsync(receiver.Url.Replace("http:", "https:", StringComparison.Ordinal));

        await world.PostAsync(Payload.SampleCall(1));
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count == 1);

        Assert.Equal("privateAddress", (await world.AttemptsAsync(id)).Single()["problem"]!.GetValue<string>());
        Assert.Empty(receiver.Posts);
    }

    private static HeaderDictionary HeadersOf(ReceivedPost post) => new()
    {
        ["webhook-id"] = post.Id,
        ["webhook-timestamp"] = post.Timestamp,
        ["webhook-signature"] = post.Signature,
    };
}
