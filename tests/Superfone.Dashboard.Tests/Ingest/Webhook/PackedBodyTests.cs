using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Ingest.Webhook;

/// <summary>A packed body is kept as received, and read unpacked wherever bodies are read.</summary>
public sealed class PackedBodyTests(PackedBodyTests.Running fixture) : IClassFixture<PackedBodyTests.Running>
{
    private const int Limit = 100_000;

    private static long _nextId = 5_000;

    private ApiDashboard Api => fixture.Api;

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", null)]
    [InlineData("gzip", "X-GZIP")]
    [InlineData("gzip", "identity, gzip")]
    [InlineData("zlib", "deflate")]
    [InlineData("deflate", "deflate")]
    [InlineData("br", "br")]
    [InlineData("gzip br", "gzip, br")]
    public async Task Post_PackedCall_IsKeptAsReceivedAndReadUnpacked(string packing, string? header)
    {
        var cdrId = Interlocked.Increment(ref _nextId);
        var text = Payload.AnsweredCall(cdrId).With("note", $"needle-{cdrId}");
        var packed = Pack(text, packing);

        var (status, reply) = await PostAsync(packed, header);

        Assert.Equal((HttpStatusCode.OK, "accepted"), (status, reply["status"]!.GetValue<string>()));
        var id = reply["deliveryId"]!.GetValue<long>();
        await ProjectedAsync(id);
        Assert.Equal(packed, (await Api.Dashboard.ReadDeliveriesAsync()).Single(row => row.Id == id).Body);
        Assert.Equal("answered", (await Api.GetAsync($"calls/{cdrId}"))["outcome"]!.GetValue<string>());
        var shown = await Api.GetAsync($"deliveries/{id}");
        Assert.Equal((text, packed.Length), (shown["body"]!.GetValue<string>(), shown["sizeBytes"]!.GetValue<int>()));
        Assert.Equal(text, await Api.Client.GetStringAsync($"/api/v1/deliveries/{id}/body", TestContext.Current.CancellationToken));
        Assert.Equal([id], await Api.IdsAsync($"deliveries?q=needle-{cdrId}", "deliveryId"));
        var inspection = await Api.Dashboard.Services.GetRequiredService<DeliveryInspector>().FindAsync(Visibility.Everything, id, TestContext.Current.CancellationToken);
        Assert.Equal((text, cdrId), (inspection!.Body.Text, inspection.Call!.CdrId));
    }

    [Fact]
    public async Task Post_PackedRepetitionOfAPlainBody_IsADuplicateAndComparesAsTheSame()
    {
        var text = Payload.AnsweredCall(Interlocked.Increment(ref _nextId));
        var (_, first) = await PostAsync(Encoding.UTF8.GetBytes(text), null);

        var (_, second) = await PostAsync(Pack(text, "br"), "br");

        var id = first["deliveryId"]!.GetValue<long>();
        Assert.Equal(("duplicate", id), (second["status"]!.GetValue<string>(), second["duplicateOf"]!.GetValue<long>()));
        var inspection = await Api.Dashboard.Services.GetRequiredService<DeliveryInspector>()
            .FindAsync(Visibility.Everything, second["deliveryId"]!.GetValue<long>(), TestContext.Current.CancellationToken);
        Assert.Equal((id, true), (inspection!.ComparedWith, inspection.Comparison!.IsSame));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", null)]
    [InlineData("br", "br")]
    [InlineData("gzip gzip", "gzip, gzip")]
    public async Task Post_ThatIsTooLongOnceUnpacked_Is413AndNotKept(string packing, string? header)
    {
        var last = (await Api.Dashboard.ReadDeliveriesAsync()).Count;

        var (status, _) = await PostAsync(Pack(Payload.AnsweredCall(1).With("note", new string('x', Limit)), packing), header);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal(last, (await Api.Dashboard.ReadDeliveriesAsync()).Count);
    }

    [Theory]
    [InlineData("gzip", 0, "not gzip")]
    [InlineData("br", 0, "not brotli")]
    [InlineData("deflate", 0, "not deflate")]
    [InlineData("zstd", 0, "something else")]
    [InlineData("gzip, gzip, gzip, gzip, gzip", 0, "something else")]
    [InlineData("gzip", 30, null)]
    [InlineData(null, 30, null)]
    public async Task Post_ThatCannotBeUnpacked_IsQuarantinedAndShown(string? header, int length, string? text)
    {
        var body = text is null ? Pack(Payload.AnsweredCall(1), "gzip")[..length] : Encoding.UTF8.GetBytes(text);

        var (status, reply) = await PostAsync(body, header);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "quarantined"), (status, reply["status"]!.GetValue<string>()));
        var id = reply["deliveryId"]!.GetValue<long>();
        Assert.Equal(body, (await Api.Dashboard.ReadDeliveriesAsync()).Single(row => row.Id == id).Body);
        Assert.NotNull((await Api.GetAsync($"deliveries/{id}"))["reason"]);
        if (text is not null)
            Assert.Equal(text, (await Api.GetAsync($"deliveries/{id}"))["body"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Post_PlainJsonUnderAHeaderThatSomethingForgot_IsAccepted(string header)
    {
        var (status, _) = await PostAsync(Encoding.UTF8.GetBytes(Payload.AnsweredCall(Interlocked.Increment(ref _nextId))), header);

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Import_OfAPackedFile_TakesInItsLines()
    {
        var cdrId = Interlocked.Add(ref _nextId, 2);
        using var client = Api.Dashboard.CreateClient(Configuration.Roles.Manager);

        using var response = await client.PostAsync(
            "/api/v1/deliveries/import", new ByteArrayContent(Pack($"{Payload.AnsweredCall(cdrId - 1)}\n{Payload.AnsweredCall(cdrId)}\n", "gzip")), TestContext.Current.CancellationToken);

        Assert.Equal(2, (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["accepted"]!.GetValue<int>());
    }

    [Fact]
    public void Unpacking_WhatWasReceived_GivesWhatWasSent() => Assert.All(
        new[] { "gzip", "br", "deflate", "gzip, br" },
        header =>
        {
            var packed = Pack("{}", header == "deflate" ? "zlib" : header.Replace(",", "", StringComparison.Ordinal));
            var received = PackedBody.Receive(packed, header, 1000);
            Assert.Equal("{}", Encoding.UTF8.GetString(received.Content.Span));
            Assert.Equal("{}", Encoding.UTF8.GetString(PackedBody.Read(packed, received.Encoding)));
        });

    private static byte[] Pack(string text, string packing) => packing.Split(' ').Aggregate(Encoding.UTF8.GetBytes(text), (bytes, one) =>
    {
        using var target = new MemoryStream();
        using (Stream stream = one switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Optimal),
            "zlib" => new ZLibStream(target, CompressionLevel.Optimal),
            "deflate" => new DeflateStream(target, CompressionLevel.Optimal),
            _ => new BrotliStream(target, CompressionLevel.Optimal),
        })
        {
            stream.Write(bytes);
        }

        return target.ToArray();
    });

    private async Task<(HttpStatusCode Status, JsonNode Reply)> PostAsync(byte[] body, string? encoding)
    {
        using var client = Api.Dashboard.CreateClient();
        var content = new ByteArrayContent(body);
        if (encoding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var response = await RunningDashboard.PostAsync(client, content);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!);
    }

    private Task ProjectedAsync(long deliveryId) =>
        ApiDashboard.WaitAsync(async () => (await Api.GetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() >= deliveryId);

    public sealed class Running : IAsyncLifetime
    {
        public ApiDashboard Api { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Api = new ApiDashboard(
            await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Webhook:MaxBodyBytes"] = $"{Limit}" }));

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
