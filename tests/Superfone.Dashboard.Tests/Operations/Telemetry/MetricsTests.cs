using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Operations.Telemetry;

public sealed partial class MetricsTests
{
    private const string Phone = "+917000011111";

    [Fact]
    public async Task Metrics_Own_AreThoseOfTheDocumentsTheDashboardAndTheAlerts()
    {
        List<Instrument> instruments = [];
        await using var dashboard = await RunningDashboard.StartAsync();
        await MetricsAsync(dashboard); // What a request needs is made with the first one.
        var scope = dashboard.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => instruments.Add(instrument) };
        listener.Start();

        var own = instruments.Where(instrument => instrument.Meter.Name == "Superfone.Dashboard" && instrument.Meter.Scope == scope).Select(NameOf).Order().ToList();

        Assert.Equal(own, DocumentedName().Matches(Read("docs", "operations.md")).Select(match => match.Groups[1].Value).Order());
        var text = await MetricsAsync(dashboard);
        Assert.All(TypeLine().Matches(text).Select(match => match.Groups[1].Value).Where(name => name.StartsWith("superfone_", StringComparison.Ordinal)), name => Assert.Contains(name, own));
        foreach (var file in new[] { Read("deploy", "grafana", "superfone-dashboard.json"), Read("deploy", "prometheus", "superfone-alerts.yml") })
        {
            var used = UsedName().Matches(file).Select(match => Suffix().Replace(match.Value, "")).Distinct().ToList();
            Assert.NotEmpty(used);
            Assert.All(used, name => Assert.True(own.Contains(name) || text.Contains($"# TYPE {name} ", StringComparison.Ordinal), name));
        }
    }

    [Fact]
    public async Task Metrics_AfterTraffic_FollowTheRulesAndNameNobody()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        (await dashboard.PostAsync(Payload.Contact(1, Phone, "Asha"))).Dispose();
        using var client = dashboard.CreateClient(Roles.Agent);
        (await client.PostAsync("/webhooks/superfone", null, TestContext.Current.CancellationToken)).Dispose();
        (await client.GetAsync($"/contacts/{Uri.EscapeDataString(Phone)}", TestContext.Current.CancellationToken)).Dispose();

        var text = await MetricsAsync(dashboard);

        Assert.Contains("superfone_secrets_refused_total{result=\"refused\"} 1", text, StringComparison.Ordinal);
        Assert.Matches("superfone_disk_free_bytes\\{\\} [1-9]", text);
        Assert.DoesNotContain("7000011111", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Asha", text, StringComparison.Ordinal);
        Assert.All(TypeLine().Matches(text), type =>
        {
            var (name, kind) = (type.Groups[1].Value, type.Groups[2].Value);
            Assert.Contains($"# HELP {name} ", text, StringComparison.Ordinal);
            Assert.Equal((name, kind == "counter"), (name, name.EndsWith("_total", StringComparison.Ordinal)));
            Assert.DoesNotMatch("_(milliseconds|kilobytes|count|sum|bucket)$", name);
        });

        // A component, host or path each would be a label of its own.
        Assert.True(text.Split('\n').Length < 1500, text);
    }

    [Fact]
    public async Task Promtool_OfMetricsAndAlerts_FindsNothing()
    {
        Tool.SkipWithout("promtool");
        await using var dashboard = await RunningDashboard.StartAsync();
        (await dashboard.PostAsync(Payload.SampleCall(1))).Dispose();

        Assert.Equal((0, "", ""), await Tool.RunAsync(new ProcessStartInfo("promtool", ["check", "metrics"]), await MetricsAsync(dashboard)));
        Assert.Equal(0, (await Tool.RunAsync("promtool", "check", "rules", PathOf("deploy", "prometheus", "superfone-alerts.yml"))).ExitCode);
    }

    // As OpenTelemetry names metrics for Prometheus.
    private static string NameOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var isCounter = instrument.GetType().Name.Split('`')[0] is "Counter" or "ObservableCounter";
        return name + unit + (isCounter ? "_total" : "");
    }

    private static async Task<string> MetricsAsync(RunningDashboard dashboard)
    {
        using var client = dashboard.CreateClient(Roles.Agent);
        return await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
    }

    private static string Read(params string[] path) => File.ReadAllText(PathOf(path));

    private static string PathOf(params string[] path) => Path.Combine([Tool.Root, .. path]);

    [GeneratedRegex("^\\| `(superfone_[a-z_]+)`", RegexOptions.Multiline)]
    private static partial Regex DocumentedName();

    [GeneratedRegex("^# TYPE (\\S+) (\\S+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex("\\b(superfone|dotnet|http_server)_[a-z_]+\\b")]
    private static partial Regex UsedName();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
