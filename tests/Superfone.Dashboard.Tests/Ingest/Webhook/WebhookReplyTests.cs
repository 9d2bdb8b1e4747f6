using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Ingest.Webhook;

public sealed class WebhookReplyTests(WebhookReplyTests.SmallLimit fixture) : IClassFixture<WebhookReplyTests.SmallLimit>
{
    private const int Limit = 4096;

    private RunningDashboard Dashboard => fixture.Dashboard;

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Post_DocumentedEvent_IsAcceptedAndKeptByteForByte(string? contentType)
    {
        var body = Encoding.UTF8.GetBytes($" {Payload.SampleCall(Random.Shared.NextInt64())}\r\n");
        using var content = new ByteArrayContent(body);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var client = Dashboard.CreateClient();

        using var response = await RunningDashboard.PostAsync(client, content);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var kept = (await Dashboard.ReadDeliveriesAsync())[^1];
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($$"""{"status":"accepted","deliveryId":{{kept.Id}}}""", text);
        Assert.Equal(body, kept.Body);
        Assert.Equal(body.Length, kept.SizeBytes);
        Assert.Equal(DeliveryState.Accepted, kept.Status);
        Assert.Equal("ALL_CALLS", kept.Event);
        Assert.Equal("+918000099999", kept.Account);
    }

    [Fact]
    public async Task Post_UnknownEventName_IsAcceptedAsUnrecognised()
    {
        using var response = await Dashboard.PostAsync("""{"event":"BRAND_NEW","n":1}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("""{"status":"accepted","deliveryId":""", await Text(response), StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Unrecognised, (await Dashboard.ReadDeliveriesAsync())[^1].Status);
    }

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("not 'JSON'", "the body is not JSON: 'ot' is")]
    [InlineData("[]", "the body is not a JSON object")]
    [InlineData("{}", "event is missing")]
    [InlineData("""{"event":"ALL_CALLS"}""", "cdr_id is missing")]
    [InlineData("""{"event":"ALL_CALLS","cdr_id":"x"}""", "cdr_id")]
    public async Task Post_NoEvent_IsQuarantinedWithItsReason(string body, string reason)
    {
        using var response = await Dashboard.PostAsync(body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var kept = (await Dashboard.ReadDeliveriesAsync())[^1];
        var reply = JsonDocument.Parse(await Text(response)).RootElement;
        Assert.Equal("quarantined", reply.GetProperty("status").GetString());
        Assert.Equal(kept.Id, reply.GetProperty("deliveryId").GetInt64());
        Assert.Contains(reason.Split(": ")[0], reply.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", kept.Reason, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Quarantined, kept.Status);
        Assert.Equal(body, Encoding.UTF8.GetString(kept.Body));
        Assert.Null(kept.Hash);
    }

    [Fact]
    public async Task Post_HugeNonsenseInTheEventName_KeepsTheReasonShort()
    {
        using var response = await Dashboard.PostAsync($$"""{"event":[{{new string('1', 3000)}}]}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.True((await Text(response)).Length < 600);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic " + RunningDashboard.Secret)]
    [InlineData(RunningDashboard.Secret)]
    public async Task Post_WithoutTheSecret_IsRefusedAndNotKept(string? authorization)
    {
        var before = (await Dashboard.ReadDeliveriesAsync()).Count;
        using var client = Dashboard.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/superfone") { Content = new StringContent(Payload.SampleCall(1)) };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("Authorization: Bearer", await Text(response), StringComparison.Ordinal);
        Assert.Equal(before, (await Dashboard.ReadDeliveriesAsync()).Count);
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task Post_SchemeInAnotherCase_IsAccepted(string scheme)
    {
        using var client = Dashboard.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/superfone") { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {RunningDashboard.Secret}");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Theory]
    [InlineData(Limit, false, HttpStatusCode.OK)]
    [InlineData(Limit, true, HttpStatusCode.OK)]
    [InlineData(Limit + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(Limit + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(40_000_000, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(40_000_000, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_BodyOfSomeSize_IsKeptUpToTheLimit(int size, bool isChunked, HttpStatusCode expected)
    {
        var before = (await Dashboard.ReadDeliveriesAsync()).Count;
        using var client = Dashboard.CreateClient();
        client.DefaultRequestHeaders.TransferEncodingChunked = isChunked;
        var start = $$"""{"event":"SIZED","n":{{Random.Shared.NextInt64()}}}""";

        using var response = await RunningDashboard.PostAsync(client, new StringContent(start.PadRight(size)));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? before + 1 : before, (await Dashboard.ReadDeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Get_Webhook_SaysThatOnlyPostIsAnswered()
    {
        using var client = Dashboard.CreateClient();

        using var response = await client.GetAsync("/webhooks/superfone", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Post_BothSecretsWhileRotating_AreAccepted()
    {
        await using var rotating = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Webhook:Secrets:1"] = "the next" });
        using var client = rotating.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "the next");

        using var next = await client.PostAsync("/webhooks/superfone", new StringContent(Payload.SampleCall(1)), TestContext.Current.CancellationToken);
        using var previous = await rotating.PostAsync(Payload.SampleCall(2));

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(HttpStatusCode.OK, previous.StatusCode);
    }

    private static Task<string> Text(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public sealed class SmallLimit : IAsyncLifetime
    {
        public RunningDashboard Dashboard { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Dashboard = await RunningDashboard.StartAsync(
            new Dictionary<string, string?> { ["Superfone:Webhook:MaxBodyBytes"] = $"{Limit}" });

        public ValueTask DisposeAsync() => Dashboard.DisposeAsync();
    }
}
