using System.Diagnostics;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api.Clients;

/// <summary>The tools of other languages accept <c>docs/openapi.json</c>. <c>eng/find-node.sh</c> installs them.</summary>
public sealed partial class ApiToolsTests
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

    [Fact]
    public async Task LiveProgram_OfTheGuide_ShowsACallThatArrives()
    {
        SkipWithoutTools();
        await using var api = await ApiDashboard.StartAsync();
        var guide = await File.ReadAllTextAsync(Path.Combine(Tool.Root, "docs", "api.md"), TestContext.Current.CancellationToken);
        var address = api.Dashboard.Url.GetLeftPart(UriPartial.Authority);
        var program = Program().Match(guide).Groups[1].Value.Replace("https://calls.example.com", address, StringComparison.Ordinal);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Tools, "obj")).FullName, "live.mjs");
        await File.WriteAllTextAsync(path, $$"""
            import * as signalR from "@microsoft/signalr";
            const token = "{{RunningDashboard.TokenOf(Roles.Viewer)}}";
            const show = call => { console.log(`shown ${call.cdrId}`); process.exit(0); };
            {{program}}
            await fetch("{{address}}/webhooks/superfone", { method: "POST", headers: { Authorization: "Bearer {{RunningDashboard.Secret}}" }, body: process.env.BODY });
            """, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", [path]);
        start.Environment["BODY"] = Payload.AnsweredCall(7);

        var (exitCode, output, error) = await Tool.RunAsync(start);

        Assert.True(exitCode == 0 && output.Contains("shown 7", StringComparison.Ordinal), output + error);
    }

    [GeneratedRegex("```js\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();

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
