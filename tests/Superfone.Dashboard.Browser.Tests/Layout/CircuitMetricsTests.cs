using System.Text.RegularExpressions;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary><c>/metrics</c> has the meters of Blazor and SignalR, by which one sees how many pages are open.</summary>
public sealed partial class CircuitMetricsTests(Browser browser)
{
    [Fact]
    public async Task Metrics_WhileAPageIsOpen_CountItsCircuitAndConnection()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls");
        await window.GoToAsync(new Uri(dashboard.Url, "/tasks"));

        using var client = dashboard.CreateClient(Roles.Agent);
        var text = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Matches(@"(?m)^aspnetcore_components_circuit_active\{.*\} [1-9]", text);
        Assert.Matches(@"(?m)^aspnetcore_components_circuit_connected\{.*\} [1-9]", text);
        Assert.Matches(@"(?m)^aspnetcore_components_update_parameters_duration_seconds_count\{.*\} [1-9]", text);
        Assert.Matches(@"(?m)^signalr_server_active_connections\{.*\} [1-9]", text);
        var panels = await File.ReadAllTextAsync(Path.Combine(FindRoot(), "deploy", "grafana", "superfone-dashboard.json"), TestContext.Current.CancellationToken);
        var shown = OfFramework().Matches(panels).Select(match => match.Value).Distinct().ToList();
        Assert.Contains("aspnetcore_components_circuit_active", shown);
        Assert.All(shown, name => Assert.Contains($"\n{name}", text, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(aspnetcore_components|signalr)_[a-z_]+\b")]
    private static partial Regex OfFramework();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Superfone.Dashboard.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
