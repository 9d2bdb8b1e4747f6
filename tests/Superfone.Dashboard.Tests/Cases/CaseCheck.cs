using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;

namespace Superfone.Dashboard.Tests.Cases;

/// <summary>What must hold after a case: one entry of its <c>then</c>.</summary>
/// <param name="server">The application.</param>
/// <param name="last">The case's last delivery.</param>
internal sealed partial class CaseCheck(CaseServer server, long last)
{
    private static readonly string[] ListIds = ["cdrId", "contactId", "taskId", "cdrUuid", "deliveryId"];

    /// <summary>Checks one entry.</summary>
    public Task RunAsync(JsonObject then) => then switch
    {
        _ when Text(then, "path") is { } path => ExpectAsync(path, then["expect"]!.AsObject()),
        _ when Text(then, "note") is { } field => NotesAsync(field),
        _ when Text(then, "page") is { } page => PageAsync(page, then),
        _ when then["task"] is { } taskId => DueAsync(taskId.GetValue<long>(), then["between"]!.AsArray()),
        _ when Text(then, "nofollow") is { } number => NoFollowUpAsync(number),
        _ when Text(then, "status") is { } path => StatusAsync(path, then["below"]!.GetValue<int>()),
        _ when Text(then, "xlsx") is { } path => WorkbookAsync(path, then),
        _ when Text(then, "csv") is { } path => CsvAsync(path, then),
        _ when Text(then, "timed") is { } path => TimedAsync(path, TimeSpan.FromSeconds(then["seconds"]!.GetValue<double>())),
        _ => throw new InvalidOperationException($"Not known what must hold: {then.ToJsonString()}"),
    };

    private async Task ExpectAsync(string path, JsonObject expected)
    {
        var actual = await server.GetAsync(path);
        foreach (var (place, value) in expected)
        {
            if (place is "has_id" or "lacks_id")
                Assert.True(Ids(actual).Contains(value!.GetValue<long>()) == (place == "has_id"), $"{path}: {place} {value}: {actual.ToJsonString()}");
            else
                Assert.True(AreSame(value, At(actual, place)), $"{path}: {place} is {At(actual, place)?.ToJsonString() ?? "null"}, not {value?.ToJsonString() ?? "null"}");
        }
    }

    private async Task NotesAsync(string field)
    {
        var notes = (await server.GetAsync($"/api/v1/deliveries/{last}"))["notes"]?.AsArray() ?? [];
        Assert.Contains(notes, note => note!.GetValue<string>().StartsWith(field, StringComparison.Ordinal));
    }

    private async Task PageAsync(string path, JsonObject then)
    {
        var html = await PageOfAsync(path);
        if (Text(then, "has") is { } has)
            Assert.Contains(WithoutBlanks(has), WithoutBlanks(WebUtility.HtmlDecode(Tag().Replace(html, " "))), StringComparison.Ordinal);
        if (Text(then, "lacks") is { } lacks)
            Assert.DoesNotContain(WithoutBlanks(lacks), WithoutBlanks(WebUtility.HtmlDecode(html)), StringComparison.Ordinal);
    }

    private async Task DueAsync(long taskId, JsonArray between)
    {
        var tasks = (await server.GetAsync("/api/v1/tasks?limit=200"))["items"]!.AsArray();
        var due = Instant(tasks.Single(task => task!["taskId"]!.GetValue<long>() == taskId)!["dueUtc"]);
        Assert.True(due >= Instant(between[0]) && due <= Instant(between[1]), $"{taskId} is due {due:O}");
    }

    private async Task NoFollowUpAsync(string number)
    {
        var open = (await server.GetAsync("/api/v1/follow-ups?state=open&limit=200"))["items"]!.AsArray();
        Assert.DoesNotContain(open, followUp => DigitsOf(followUp!["phone"]!.GetValue<string>()).EndsWith(DigitsOf(number), StringComparison.Ordinal));
    }

    private async Task StatusAsync(string path, int below)
    {
        using var response = await server.Api.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.InRange((int)response.StatusCode, 200, below - 1);
        Assert.True(await server.AnswersAsync());
    }

    private async Task WorkbookAsync(string path, JsonObject then)
    {
        using var zip = new ZipArchive(new MemoryStream(await DownloadAsync(path)), ZipArchiveMode.Read);
        var text = "";
        foreach (var part in zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            await using var stream = await part.OpenAsync(TestContext.Current.CancellationToken);
            var document = new XmlDocument();
            document.Load(stream);
            text += $" {document.InnerText}";
        }

        AssertText(text, then);
    }

    private async Task CsvAsync(string path, JsonObject then) => AssertText(System.Text.Encoding.UTF8.GetString(await DownloadAsync(path)), then);

    // The first time compiles, and other tests run beside it: one of three counts.
    private async Task TimedAsync(string path, TimeSpan most)
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 3 && best > most; attempt++)
        {
            var watch = Stopwatch.StartNew();
            await PageOfAsync(path.Replace("{last}", last.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        Assert.True(best <= most, $"{path} took {best}");
    }

    private async Task<string> PageOfAsync(string path)
    {
        using var response = await server.Pages.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<byte[]> DownloadAsync(string path)
    {
        using var response = await server.Api.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static void AssertText(string text, JsonObject then)
    {
        if (Text(then, "has") is { } has)
            Assert.Contains(has, text, StringComparison.Ordinal);
        if (Text(then, "lacks") is { } lacks)
            Assert.DoesNotContain(lacks, text, StringComparison.Ordinal);
    }

    // transcript.0.text
    private static JsonNode? At(JsonNode? node, string place) => place.Split('.').Aggregate(node, (at, name) => at switch
    {
        JsonArray list => int.Parse(name, CultureInfo.InvariantCulture) is var index && index < list.Count ? list[index] : null,
        JsonObject fields => fields[name],
        _ => null,
    });

    private static bool AreSame(JsonNode? expected, JsonNode? actual) => (expected?.GetValueKind(), actual?.GetValueKind()) switch
    {
        (null, null) => true,
        (JsonValueKind.Number, JsonValueKind.Number) => expected!.GetValue<JsonElement>().GetDecimal() == actual!.GetValue<JsonElement>().GetDecimal(),
        (JsonValueKind.String, JsonValueKind.String) when Instant(expected) is { } instant => instant == Instant(actual),
        _ => JsonNode.DeepEquals(expected, actual),
    };

    private static IEnumerable<long> Ids(JsonNode list) => list["items"]!.AsArray()
        .SelectMany(item => ListIds.Select(id => item![id]).Where(id => id?.GetValueKind() == JsonValueKind.Number).Select(id => id!.GetValue<long>()));

    private static DateTimeOffset? Instant(JsonNode? node) => DateTimeOffset.TryParse(
        node?.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static string? Text(JsonObject then, string key) => then[key]?.GetValue<string>();

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string WithoutBlanks(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    [GeneratedRegex("<script.*?</script>|<style.*?</style>|<!--.*?-->|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
