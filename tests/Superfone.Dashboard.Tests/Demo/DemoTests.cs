using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Demo;

public sealed partial class DemoTests
{
    [Fact]
    public async Task Demo_StartedInAFolder_FillsItselfSignsInByItsLinkAndLeavesNothingBehind()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-").FullName;
        var data = "";
        try
        {
            // What is configured for the business has nothing to do with the demo.
            await using (var demo = DashboardProcess.Start(folder, new Dictionary<string, string>
            {
                ["demo"] = "3",
                ["urls"] = "http://127.0.0.1:0",
                ["Superfone:Storage:Provider"] = "postgres",
                ["Superfone:Storage:ConnectionString"] = "Host=localhost;Database=none",
                ["Superfone:ClickToCall:ApiKey"] = "the real key",
            }))
            {
                var link = new Uri(demo.WaitForLine("/demo/enter?token="));
                using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
                using var entered = await client.GetAsync(link, TestContext.Current.CancellationToken);
                Assert.Equal((HttpStatusCode.Redirect, "/"), (entered.StatusCode, entered.Headers.Location?.ToString()));

                // A week is posted within the time that any line is waited for.
                var clock = Stopwatch.StartNew();
                while (await CallsAsync(client, link) < 500)
                    Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"{await CallsAsync(client, link)} calls after a minute");
                Assert.Contains("Demo.</strong> All of it is made up", await client.GetStringAsync(new Uri(link, "/"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

                // Colleagues work on follow-ups meanwhile.
                clock.Restart();
                while (!await IsClaimedAsync(client, link))
                {
                    Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3), "Nobody calls back");
                    await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
                }

                data = Assert.Single(Directory.GetDirectories(Path.GetTempPath(), "superfone-demo-*"), directory => IsOpenIn(demo, directory));
                demo.Terminate();
                Assert.Equal(0, (await demo.WaitForExitAsync()).ExitCode);
            }

            Assert.False(Directory.Exists(data), "The demo's data directory is still there");
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Enter_WithAnotherToken_SignsNobodyIn()
    {
        await using var demo = DashboardProcess.Start(Path.GetTempPath(), new Dictionary<string, string> { ["demo"] = "3", ["urls"] = "http://127.0.0.1:0" });
        var link = new Uri(demo.WaitForLine("/demo/enter?token="));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var entered = await client.GetAsync(Token().Replace(link.ToString(), "token=wrong"), TestContext.Current.CancellationToken);
        using var without = await client.GetAsync(new Uri(link, "/demo/enter"), TestContext.Current.CancellationToken);

        Assert.All([entered, without], response => Assert.Equal("/login", response.Headers.Location?.ToString()));
        Assert.False(entered.Headers.Contains("Set-Cookie"));
        demo.Terminate();
        await demo.WaitForExitAsync();
    }

    [Fact]
    public async Task Enter_WithoutDemo_DoesNotExist()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();

        using var entered = await client.GetAsync("/demo/enter?token=", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, entered.StatusCode);
    }

    [Fact]
    public async Task Demo_WithASeedThatIsNoNumber_SaysSoInASentence()
    {
        await using var demo = DashboardProcess.Start(Path.GetTempPath(), new Dictionary<string, string> { ["demo"] = "abc" });

        var (exit, error) = await demo.WaitForExitAsync();

        Assert.Equal((1, "--demo=abc is wrong: after --demo= comes a whole number, the seed of the demo's traffic."), (exit, error.Trim()));
    }

    private static async Task<int> CallsAsync(HttpClient client, Uri link)
    {
        var from = Uri.EscapeDataString(DateTime.UtcNow.AddDays(-8).ToString("O"));
        return JsonNode.Parse(await client.GetStringAsync(new Uri(link, $"/api/v1/stats?from={from}"), TestContext.Current.CancellationToken))!["calls"]!.GetValue<int>();
    }

    private static async Task<bool> IsClaimedAsync(HttpClient client, Uri link) =>
        JsonNode.Parse(await client.GetStringAsync(new Uri(link, "/api/v1/follow-ups?state=open&limit=200"), TestContext.Current.CancellationToken))!["items"]!.AsArray()
            .Any(item => item!["claimedBy"] is not null);

    // Others may run demos beside this test.
    private static bool IsOpenIn(DashboardProcess demo, string directory) =>
        Directory.GetFiles($"/proc/{demo.Id}/fd").Any(file => new FileInfo(file).LinkTarget == Path.Combine(directory, "superfone.lock"));

    [GeneratedRegex("token=.*$")]
    private static partial Regex Token();
}
