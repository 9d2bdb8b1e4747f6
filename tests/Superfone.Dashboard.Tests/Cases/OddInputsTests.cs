using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Cases;

/// <summary>Inputs of odd kinds, and what must be seen after them: <c>tests/cases/odd-inputs.json</c>.</summary>
public sealed class OddInputsTests(CaseServer server) : IClassFixture<CaseServer>
{
    private static readonly IReadOnlyList<JsonObject> Cases = [.. JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", "odd-inputs.json")))!.AsArray().Select(node => node!.AsObject())];

    public static TheoryData<string> Expected { get; } = new(Cases.Select(NameOf));

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Case_OnceProjected_ShowsWhatMustBeSeen(string name)
    {
        var wanted = Cases.Single(one => NameOf(one) == name);
        await server.StartAsync();
        var check = new CaseCheck(server, await server.PostAsync(wanted["post"]!.AsArray()));
        foreach (var then in wanted["then"]!.AsArray())
            await check.RunAsync(then!.AsObject());
    }

    private static string NameOf(JsonObject one) => one["name"]!.GetValue<string>();
}
