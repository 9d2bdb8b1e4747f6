using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Live;

namespace Superfone.Dashboard.Tests.Operations.Telemetry;

public sealed class TraceTests
{
    private const string Phone = "+917000011111";

    [Fact]
    public async Task Trace_OfOnePost_LeadsToTheClientAndNamesNobody()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var api = new ApiDashboard(await RunningDashboard.StartAsync(collector.Settings));
        await using var hub = await HubTests.ConnectAsync(api, (_, _) => { });

        await api.PostAsync(Payload.Contact(1, Phone, "Asha"));
        await api.GetAsync($"contacts?phone={Uri.EscapeDataString(Phone)}");
        using (var refused = await api.Dashboard.PostAsync($"nonsense of {Phone}"))
            Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var stranger = await api.Client.PostAsync("/webhooks/superfone", null, TestContext.Current.CancellationToken);

        string[] way = ["append delivery", "project delivery", "publish delivery", "send delivery"];
        IEnumerable<List<ReceivedSpan>> Whole() => collector.Spans.GroupBy(span => span.TraceId)
            .Where(trace => way.All(name => trace.Any(span => span.Name == name))).Select(trace => trace.ToList());
        await OtlpReceiver.WaitAsync(
            () => Whole().Any() && collector.Texts.Any(text => text.Signal == "metrics") && collector.Texts.Any(text => text.Signal == "logs" && text.Text.Contains("was refused", StringComparison.Ordinal)),
            () => string.Join('\n', collector.Spans));

        // Each span follows the one before, and the first follows the request.
        var trace = Whole().First();
        var spans = way.Select(name => trace.First(span => span.Name == name)).ToList();
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.SpanId, pair.Second.ParentId));
        Assert.Contains(trace, span => span.SpanId == spans[0].ParentId);
        Assert.All(collector.Texts, text => Assert.DoesNotContain("7000011111", text.Text, StringComparison.Ordinal));
        Assert.All(collector.Texts, text => Assert.DoesNotContain("Asha", text.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Telemetry_WithoutAnEndpoint_CollectsNothingToSend()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        Assert.Null(dashboard.Services.GetService<TracerProvider>());
        Assert.Null(dashboard.Services.GetService<LoggerProvider>());
    }
}
