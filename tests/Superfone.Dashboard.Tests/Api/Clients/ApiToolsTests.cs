using System.Diagnostics;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api.Clients;

/// <summary>The tools of other languages accept <c>docs/openapi.json</c>. <c>eng/find-node.sh</c> installs them.</summary>
public sealed class ApiToolsTests
{
    private static readonly string Tools = Path.Combine(Tool.Root, "eng", "api");

    [Fact]
    public async Task Document_Linted_HasNoFinding()
    {
        SkipWithoutTools();

        var (exitCode, output) = await RunAsync("lint.sh", new());

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task TypeScriptClient_GeneratedFromTheDocument_ReadsWritesAndReportsProblems()
    {
        SkipWithoutTools();
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.Contact(5, "+917000000001"), Payload.AnsweredCall(1), Payload.MissedCall(2, "2026-05-15T10:40:00Z"));

        var (exitCode, output) = await RunAsync("client.sh", new()
        {
            ["DASHBOARD_URL"] = api.Dashboard.Url.GetLeftPart(UriPartial.Authority),
            ["DASHBOARD_TOKEN"] = RunningDashboard.TokenOf(Roles.Agent),
        });

        Assert.True(exitCode == 0, output);
        Assert.Contains("answered 2026-05-15T10:30:00Z, contact 5", output, StringComparison.Ordinal);
        Assert.Contains("note: From TypeScript.", output, StringComparison.Ordinal);
        Assert.Contains("404 No call has the id 99.", output, StringComparison.Ordinal);
    }

    private static void SkipWithoutTools() => Assert.SkipUnless(
        Directory.Exists(Path.Combine(Tools, "node_modules")), "The tools are not installed: 'source eng/find-node.sh' installs them.");

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Tools, script)]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var (exitCode, output, error) = await Tool.RunAsync(start);
        return (exitCode, output + error);
    }
}
