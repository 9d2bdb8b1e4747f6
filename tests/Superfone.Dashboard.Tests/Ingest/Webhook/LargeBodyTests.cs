using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Dashboard.Tests.Api;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Ingest.Webhook;

/// <summary>However a body of the greatest length is built, looking at it costs no more than a page's worth.</summary>
public sealed class LargeBodyTests
{
    private const int FirstCharacters = 100_000;

    public static TheoryData<string> Shapes => ["bushy", "text", "numbers", "nested", "names", "wide"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lines_OfALargeBody_AreBoundedAndAllCounted(string shape)
    {
        var root = JsonElement.Parse(Body(1, shape));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var lines = JsonLines.Of(root, EventKind.AllCalls, null, 400, 2000, FirstCharacters);

        // A path for each leaf would take gigabytes; at most a few copies of the body are allowed.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60_000_000);
        Assert.InRange(lines.Lines.Sum(line => line.Text.Length), 1, FirstCharacters + 5000);
        Assert.InRange(lines.Undocumented.Sum(path => path.Length), 1, 3000);
        Assert.Equal(LinesOf(root), lines.Count);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Comparison_OfLargeBodies_KeepsAHundredAndCountsAll(string shape)
    {
        var (earlier, later) = (Encoding.UTF8.GetBytes(Body(1, shape)), Encoding.UTF8.GetBytes(Body(1, shape, 2)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var comparison = BodyComparison.Of(earlier, later)!;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 250_000_000);
        Assert.InRange(comparison.Fields.Count, 1, 100);
        Assert.Equal(comparison.Count, comparison.Fields.Count < 100 ? comparison.Fields.Count : comparison.Count);
        Assert.All(comparison.Fields, field => Assert.InRange(field.Path.Length, 1, 301));
    }

    [Fact]
    public void Comparison_WhereAFieldBecomesAnotherKind_NamesWhatCameAndWhatWent()
    {
        var comparison = BodyComparison.Of("""{"a":{"b":1,"c":[]},"d":[1,{"e":2}],"\ud800":1}"""u8.ToArray(), """{"a":[],"d":{"e":2},"f":{},"\ud800":2}"""u8.ToArray())!;

        Assert.Equal(
            [@"a >[]", @"d.e >2", @"f >{}", @"\ud800 1>2", "a.b 1>", "a.c []>", "d[0] 1>", "d[1].e 2>"],
            comparison.Fields.Select(field => $"{field.Path} {field.Before}>{field.Now}"));
        Assert.Equal(8, comparison.Count);
    }

    [Fact]
    public void Lines_WithHalfASurrogatePairInAName_ShowItAsItCame()
    {
        var lines = JsonLines.Of(JsonElement.Parse("""{"\ud800x":{"\udfff":"\ud800"}}"""), EventKind.AllCalls, null, 100, 100);

        Assert.Equal(5, lines.Count);
        Assert.Contains("ud800x", Assert.Single(lines.Undocumented), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Page_OfALargeBodyComparedWithAnother_IsNoLargerThanItShows(string shape)
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Body(1, shape), Body(1, shape, 2));
        using var client = await api.Dashboard.SignInAsync();

        var page = await client.GetStringAsync("/deliveries/2", TestContext.Current.CancellationToken);

        Assert.Contains("Compared with number 1", page, StringComparison.Ordinal);
        Assert.Equal(shape != "nested", page.Contains("Show more", StringComparison.Ordinal)); // All of that one is shown.
        Assert.InRange(page.Length, 1, 1_000_000);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Body(1, shape, 2)), JsonNode.Parse((await api.GetAsync("deliveries/2"))["body"]!.GetValue<string>())));
    }

    // A call of 900 KB, whose content depends on the seed.
    private static string Body(long cdrId, string shape, int seed = 1) => Payload.AnsweredCall(cdrId).With("more", shape switch
    {
        "bushy" => Nested(40, Enumerable.Range(0, 30_000).Select(number => (JsonNode)(number * seed)).ToArray()),
        "text" => seed + new string('x', 900_000),
        "numbers" => new JsonArray([.. Enumerable.Range(0, 300_000).Select(number => (JsonNode)(number % 10 * seed))]),
        "nested" => Nested(58, [seed], "a"),
        "names" => new JsonObject(Enumerable.Range(0, 300).Select(number => KeyValuePair.Create(number + new string('n', 3000), (JsonNode?)(seed * 7)))),
        _ => new JsonObject(Enumerable.Range(0, 50_000).Select(number => KeyValuePair.Create($"field {number}", (JsonNode?)(seed + number)))),
    });

    // Many leaves below names that are long together.
    private static JsonNode Nested(int levels, JsonNode[] leaves, string? name = null)
    {
        JsonNode inner = new JsonArray(leaves);
        for (var level = 0; level < levels; level++)
            inner = new JsonObject { [name ?? new string('n', 17_000)] = inner };
        return inner;
    }

    private static int LinesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() => 2 + value.EnumerateObject().Sum(field => LinesOf(field.Value)),
        JsonValueKind.Array when value.GetArrayLength() > 0 => 2 + value.EnumerateArray().Sum(LinesOf),
        _ => 1,
    };
}
