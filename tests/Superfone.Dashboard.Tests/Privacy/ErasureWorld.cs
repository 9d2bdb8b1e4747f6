using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Recordings;

namespace Superfone.Dashboard.Tests.Privacy;

/// <summary>A data folder with two people: Zarathustra, who is to be erased, and Asha, who is not.</summary>
internal sealed class ErasureWorld(RecordingWorld world) : IAsyncDisposable
{
    public const long Zarathustra = 77_700_001;
    public const long Asha = 77_700_002;
    public const string Number = "+919812345607";
    public const string AshasNumber = "+919812300042";
    public const string Uuid = "77777777-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    /// <summary>Everything by which Zarathustra could be recognised.</summary>
    public static readonly string[] Traces =
    [
        "Zarathustra", "Quillfeather", "9812345607", "98123 45607", "98123-45607", "९८१२३४५६०७", "zq@quill.example",
        "marmaladeconfession", "turnipwedding", "gooseberrynote", "velvetcustomfield", "paprikamenu", "walrusreminder",
    ];

    private static readonly byte[] Marker = Encoding.UTF8.GetBytes("recording-of-zarathustra-marker");

    public RecordingWorld World => world;

    public RunningDashboard Dashboard => world.Dashboard;

    public HttpClient Owner { get; private set; } = world.Dashboard.CreateClient(Roles.Owner);

    public static async Task<ErasureWorld> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, bool isInS3 = false)
    {
        var world = new ErasureWorld(await RecordingWorld.StartAsync(settings, isInS3: isInS3));
        await world.FillAsync();
        return world;
    }

    /// <summary>Requests the erasure.</summary>
    public async Task<long> EraseAsync(string when)
    {
        using var response = await Owner.DeleteAsync($"/api/v1/contacts/{Zarathustra}?when={when}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["erasureId"]!.GetValue<long>();
    }

    public async Task<string> StateAsync(long erasureId) => (await OwnerGetAsync($"erasures/{erasureId}"))["state"]!.GetValue<string>();

    /// <summary>Waits for the state of an erasure. The clock moves on, because the service may not have been waiting when a test moved it.</summary>
    public Task WaitForAsync(long erasureId, string state) => ApiDashboard.WaitAsync(async () =>
    {
        world.Time.Advance(TimeSpan.FromMinutes(1));
        return await StateAsync(erasureId) == state;
    });

    /// <summary>Waits until Zarathustra is not shown any more. An interrupted step is tried again after a while, by the clock.</summary>
    public Task WaitUntilHiddenAsync() => ApiDashboard.WaitAsync(async () =>
    {
        world.Time.Advance(TimeSpan.FromSeconds(1));
        using var response = await Owner.GetAsync($"/api/v1/contacts/{Zarathustra}", TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound;
    });

    public async Task<JsonNode> OwnerGetAsync(string path)
    {
        var text = await Owner.GetStringAsync($"/api/v1/{path}", TestContext.Current.CancellationToken);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Stops the application, looks at every byte, and starts it again.</summary>
    public async Task<List<string>> TracesAsync()
    {
        List<string> found = [];
        await RestartAsync(() =>
        {
            found = FolderBytes.Find(Dashboard, Traces);
            found.AddRange(FolderBytes.Find(Dashboard, Marker));
        });
        return found;
    }

    /// <summary>Stops the application and starts it again.</summary>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        await Dashboard.StopAsync();
        meanwhile?.Invoke();
        await Dashboard.StartAsync();
        Owner.Dispose();
        Owner = Dashboard.CreateClient(Roles.Owner);
    }

    public async Task PostAsync(string body, string? encoding = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var packed = new MemoryStream();
        await using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => packed,
        })
        {
            stream.Write(bytes);
            if (encoding is null)
                bytes = packed.ToArray();
        }

        using var content = new ByteArrayContent(encoding is null ? bytes : packed.ToArray());
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        using var client = Dashboard.CreateClient();
        using var response = await RunningDashboard.PostAsync(client, content);
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Last = (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["deliveryId"]!.GetValue<long>();
    }

    /// <summary>The last delivery.</summary>
    public long Last { get; private set; }

    public Task ProjectedAsync() => ApiDashboard.WaitAsync(async () => (await OwnerGetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() >= Last);

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        await world.DisposeAsync();
    }

    private async Task FillAsync()
    {
        await PostAsync(Payload.Contact(Asha, AshasNumber, "Asha").With("contact_emails", new JsonArray("asha@example.com")));
        await PostAsync(Payload.Contact(Zarathustra, Number, "Zarathustra").With("contact_last_name", "Quillfeather")
            .With("contact_emails", new JsonArray("zq@quill.example")).With("contact_custom_fields", new JsonObject { ["velvetcustomfield"] = "Likes velvetcustomfield" }));
        await PostAsync(Payload.Change(Zarathustra, "Note", "gooseberrynote"), "deflate");
        await PostAsync(Payload.AnsweredCall(101).Named(Uuid).With("contact_id", Zarathustra).With("contact_first_name", "Zarathustra").With("cdr_phone", "098123-45607")
            .With("dtmf_digits", new JsonArray("9", "8")).With("ivr_inputs", new JsonArray(new JsonObject
            {
                ["greetingText"] = "paprikamenu",
                ["playbackText"] = "Zarathustra pressed",
                ["userPressedKey"] = "1",
            })), "gzip");
        await PostAsync(Payload.MissedCall(102, phone: "+91 98123 45607"));
        await PostAsync(Payload.Summary(Uuid, "turnipwedding of Zarathustra", 60).With("transcription", new JsonArray(new JsonObject
        {
            ["speaker"] = "Caller",
            ["text"] = "I have a marmaladeconfession",
            ["start"] = 0,
            ["end"] = 4,
        })), "br");
        await PostAsync(Payload.Task(103).With("contact_id", Zarathustra).With("task_type", "walrusreminder"));
        await PostAsync("""{"event":"CUSTOMER_CREATE","contact_id":"none","note":"call Zarathustra Quillfeather on ९८१२३४५६०७"}""");
        await PostAsync($$"""{"event":"WHATSAPP_IN","from":"98123-45607","contact_id":{{Zarathustra}},"text":"marmaladeconfession"}""");
        await PostAsync(Payload.Change(Asha, "Referred by", "Zarathustra Quillfeather, 98123 45607 (zq@quill.example)"));
        await PostAsync(Payload.AnsweredCall(201).With("contact_id", Asha).With("cdr_phone", AshasNumber));
        await PostAsync(Payload.MissedCall(202, "2026-05-15T11:00:00Z", AshasNumber));

        var url = world.Storage.OnFile("/zarathustra", [.. StorageServer.Audio(3000), .. Marker]);
        await world.AnnounceAsync(101, url, call => call["contact_id"] = Zarathustra);
        await world.WaitForAsync(101, "stored");
        var ashas = world.Storage.OnFile("/asha", StorageServer.Audio(3000, 2));
        await world.AnnounceAsync(201, ashas, call => call["contact_id"] = Asha);
        await world.WaitForAsync(201, "stored");

        var log = Dashboard.Services.GetRequiredService<DecisionLog>();
        await log.AppendAsync(DecisionKind.CloseFollowUp, Number, null, "gooseberrynote", "ravi@example.com");
        await log.AppendAsync(DecisionKind.CloseFollowUp, AshasNumber, null, "Sent by Zarathustra Quillfeather", "ravi@example.com");
        await log.AppendAsync(DecisionKind.NoteFollowUp, Number, null, "gooseberrynote again", "ravi@example.com");
        await log.AppendAsync(DecisionKind.RecordAttempt, Number, null, "Busy\nmarmaladeconfession", "ravi@example.com");
        await log.AppendAsync(DecisionKind.NoteCall, "101", 101, "a turnipwedding", "ravi@example.com");
        await log.AppendAsync(DecisionKind.TagCall, "101", 101, "paprikamenu\nVIP", "ravi@example.com");
        await log.AppendAsync(DecisionKind.NoteCall, "201", 201, "Friend of Zarathustra Quillfeather, 98123 45607", "ravi@example.com");
        await log.AppendAsync(DecisionKind.TagCall, "201", 201, "VIP\nZarathustra Quillfeather", "ravi@example.com");
        await log.AppendAsync(DecisionKind.RecordAttempt, AshasNumber, null, "Busy\nZarathustra Quillfeather answered", "ravi@example.com");
        await Dashboard.Services.GetRequiredService<NumberDecisions>().MarkAsync(Number, NumberMark.Vendor, Actor.System);
        var views = Dashboard.Services.GetRequiredService<SavedViewTable>();
        views.Save("ravi@example.com", "/calls", "The caller", "q=zarathustra", DateTime.UnixEpoch);
        views.Save("ravi@example.com", "/calls", "By number", "phone=%2B91+98123+45607", DateTime.UnixEpoch);
        views.Save("ravi@example.com", "/calls", "Missed", "missed=true", DateTime.UnixEpoch);
        await ProjectedAsync();
    }
}
