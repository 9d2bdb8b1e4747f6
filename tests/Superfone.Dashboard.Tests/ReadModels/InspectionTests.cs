using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Dashboard.Tests.Api;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class InspectionTests
{
    [Theory]
    [InlineData("""{"a":1,"b":tru}""", "}")]
    [InlineData("{\"a\":1,\n \"b\" 2}", "2")]
    [InlineData("{\"नाम\":\"आशा\", x}", "x")]
    [InlineData("{\"u\":\"https://x/?X-Amz-Signature=secret\", x}", "x")]
    [InlineData("""{"a":1""", null)]
    [InlineData("", null)]
    public void BrokenBody_IsMarkedWhereReadingFailed(string body, string? mark)
    {
        var text = BodyText.Of(Encoding.UTF8.GetBytes(body));

        Assert.Null(text.Root);
        Assert.Equal(mark, text.BrokenAt is { } at && at < text.Text.Length ? text.Text.Substring(at, 1) : null);
        Assert.DoesNotContain("secret", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void BodyThatIsNotUtf8_IsMarkedAtItsFirstBadByte()
    {
        var text = BodyText.Of((byte[])[.. "{\"name\":\"As"u8, 0xFF, 0xC3, .. "ha\"}"u8]);

        Assert.Equal(11, text.BrokenAt);
        Assert.StartsWith("{\"name\":\"As\uFFFD", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_MarkWhatIsNotDocumentedAndTheFieldAtFault()
    {
        var root = JsonElement.Parse(
            """{"event":"ALL_CALLS","cdr_id":"x","contact_phones":[{"phone":"1","kind":"home"}],"contact_custom_fields":{"Budget":"50k"},"mood":{"is":["good"]},"name":"\u0906"}""");

        var lines = JsonLines.Of(root, EventKind.AllCalls, "cdr_id", 100, 100);

        Assert.Equal(["contact_phones[].kind", "mood", "name"], lines.Undocumented);
        Assert.Equal("  \"cdr_id\": \"x\",", Assert.Single(lines.Lines, line => line.Mark == LineMark.AtFault).Text);
        Assert.Equal(
            ["\"kind\": \"home\"", "\"mood\": {", "\"is\": [", "\"good\"", "]", "},", "\"name\": \"आ\""],
            lines.Lines.Where(line => line.Mark == LineMark.Undocumented).Select(line => line.Text.Trim()));
        Assert.Equal(root.GetRawText().Replace("\\u0906", "आ", StringComparison.Ordinal), CanonicalOf(lines));
    }

    [Fact]
    public void Lines_OfALongBody_AreCutAndCounted()
    {
        var root = JsonElement.Parse($$"""{"text":"{{new string('x', 500)}}","list":[{{string.Join(',', Enumerable.Range(0, 1000))}}]}""");

        var few = JsonLines.Of(root, null, null, 10, 20);

        Assert.Equal((10, 1005, true), (few.Lines.Count, few.Count, few.IsCut));
    }

    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"a":1,"b":[1,2]}""", true, "")]
    [InlineData("""{"a":1,"b":[1,2]}""", """{ "b": [1, 2], "a": 1 }""", false, "")]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"a":2,"b":[1],"c":null}""", false, "a 1→2, c →null, b[1] 2→")]
    [InlineData("""{"u":"https://x/?Signature=one"}""", """{"u":"https://x/?Signature=two"}""", false, "u hidden")]
    public void Comparison_NamesTheFieldsThatDiffer(string earlier, string later, bool isSame, string expected)
    {
        var comparison = BodyComparison.Of(Encoding.UTF8.GetBytes(earlier), Encoding.UTF8.GetBytes(later))!;

        Assert.Equal(isSame, comparison.IsSame);
        Assert.Equal(expected, string.Join(", ", comparison.Fields.Select(field => $"{field.Path} {(field.IsHidden ? "hidden" : $"{field.Before}→{field.Now}")}")));
        Assert.DoesNotContain(comparison.Fields, field => $"{field.Before}{field.Now}".Contains("one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inspector_KnowsWhatEachIsAboutAndWhatItRepeats()
    {
        const string uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.Sample("ALL_CALLS").With("cdr_uuid", uuid),
            Payload.Sample("ALL_CALLS").With("cdr_uuid", uuid),
            Payload.Sample("CDR_SUMMARY_READY").With("cdr_uuid", uuid),
            Payload.Sample("ALL_CALLS").With("cdr_duration", 143),
            Payload.Sample("TASK_CREATE"),
            """{"event":"ALL_CALLS","cdr_id":"x","contact_id":12345}""");
        var inspector = api.Dashboard.Services.GetRequiredService<DeliveryInspector>();

        Assert.Null(await inspector.FindAsync(Visibility.Everything, 99, TestContext.Current.CancellationToken));
        var duplicate = (await inspector.FindAsync(Visibility.Everything, 2, TestContext.Current.CancellationToken))!;
        Assert.Equal((9876543L, "Asha Kumar", 1L, true, true), (duplicate.Call!.CdrId, duplicate.Contact!.Name, duplicate.ComparedWith, duplicate.IsRepetition, duplicate.Comparison!.IsSame));
        Assert.Equal((1L, 3L), (duplicate.Previous, duplicate.Next));
        var summary = (await inspector.FindAsync(Visibility.Everything, 3, TestContext.Current.CancellationToken))!;
        Assert.Equal((9876543L, null), (summary.Call!.CdrId, summary.ComparedWith));
        var corrected = (await inspector.FindAsync(Visibility.Everything, 4, TestContext.Current.CancellationToken))!;
        Assert.Equal((1L, false, "cdr_duration cdr_uuid"), (corrected.ComparedWith, corrected.IsRepetition, string.Join(' ', corrected.Comparison!.Fields.Select(field => field.Path))));
        Assert.Equal(4567, (await inspector.FindAsync(Visibility.Everything, 5, TestContext.Current.CancellationToken))!.Task!.TaskId);
        var quarantined = (await inspector.FindAsync(Visibility.Everything, 6, TestContext.Current.CancellationToken))!;
        Assert.Equal((null, 12345L, null), (quarantined.Call, quarantined.Contact!.ContactId, quarantined.Next));
    }

    private static string CanonicalOf(JsonLines lines) =>
        string.Concat(lines.Lines.Select(line => line.Text.Trim().Replace("\": ", "\":", StringComparison.Ordinal)));
}
