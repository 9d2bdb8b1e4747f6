using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Cases;

/// <summary>The application as a process of its own, which a case may crash without ending the tests; the next case starts another.</summary>
public sealed class CaseServer : IAsyncLifetime
{
    private const string Token = "a token of the owner";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-cases-").FullName;
    private DashboardProcess? _process;

    /// <summary>Presents an API token.</summary>
    public HttpClient Api { get; private set; } = null!;

    /// <summary>Has the owner's cookie.</summary>
    public HttpClient Pages { get; private set; } = null!;

    public ValueTask InitializeAsync() => default;

    /// <summary>Whether it answers.</summary>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            using var response = await Api.GetAsync("/health/live", TestContext.Current.CancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Starts it, unless it runs.</summary>
    public async Task StartAsync()
    {
        if (_process is not null && await AnswersAsync())
            return;
        await StopAsync();
        _process = DashboardProcess.Start(_folder, new Dictionary<string, string>
        {
            ["Superfone:Webhook:Secrets:0"] = RunningDashboard.Secret,
            ["Superfone:Setup:OwnerEmail"] = RunningDashboard.OwnerEmail,
            ["Superfone:Setup:OwnerPassword"] = RunningDashboard.OwnerPassword,
            ["Superfone:Api:Tokens:0:Name"] = "cases",
            ["Superfone:Api:Tokens:0:Token"] = Token,
            ["Superfone:Api:Tokens:0:Role"] = Roles.Owner,
            ["Superfone:Recordings:Enabled"] = "false",
        });
        var address = new Uri(_process.WaitForLine("Now listening on: ").Split(' ')[^1]);
        Api = Client(address);
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Pages = Client(address);
        using var response = await RunningDashboard.SubmitAsync(
            Pages, "/login", new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    /// <summary>Posts the bodies of a case, and waits until they are projected.</summary>
    /// <param name="posts">The bodies, as the cases write them.</param>
    /// <returns>The last delivery's id; 0 where nothing is posted.</returns>
    public async Task<long> PostAsync(JsonArray posts)
    {
        long last = 0;
        foreach (var post in posts)
        {
            using var response = await RunningDashboard.PostAsync(Api, ContentOf(post!.AsObject()));
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {text}");
            last = JsonNode.Parse(text)!["deliveryId"]!.GetValue<long>();
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        while ((await GetAsync("/api/v1/projection"))["projectedDeliveryId"]!.GetValue<long>() < last)
            await Task.Delay(5, timeout.Token);
        return last;
    }

    /// <summary>Reads from the API; anything but 200 fails.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Api.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        Api?.Dispose();
        Pages?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private static HttpClient Client(Uri address) => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = Patience };

    private static ByteArrayContent ContentOf(JsonObject post)
    {
        var packed = post["gzip"];
        var bytes = post switch
        {
            _ when post["raw"] is { } raw => Encoding.UTF8.GetBytes(raw.GetValue<string>()),
            _ when post["bushy"] is { } cdrId => Bushy(cdrId.GetValue<long>()),
            _ when packed is not null => Packed(packed.ToJsonString()),
            _ => Encoding.UTF8.GetBytes(post.ToJsonString()),
        };
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (packed is not null && post["header"]!.GetValue<bool>())
            content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static byte[] Packed(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }

    // Just under 1 MiB: hundreds of thousands of leaves, each below two names of 200,000 characters.
    private static byte[] Bushy(long cdrId)
    {
        var name = new string('n', 200_000);
        var leaves = new JsonArray([.. Enumerable.Repeat(0, 310_000).Select(leaf => JsonValue.Create(leaf))]);
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["event"] = "ALL_CALLS",
            ["superfone_number"] = "+918000099999",
            ["cdr_id"] = cdrId,
            ["cdr_disposition"] = "ANSWER",
            ["cdr_call_type"] = "INBOUND",
            ["cdr_start"] = "2026-11-26T10:00:00Z",
            [name] = new JsonObject { [name] = leaves },
        });
    }
}
