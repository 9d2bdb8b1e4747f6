using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Components.Pages.Live;
using Superfone.Dashboard.Components.Tests.Lists;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class MissedAlertsTests : DisplayContext
{
    private const string First = "+918000099999";
    private const string Second = "+918000099998";

    private readonly BunitJSModuleInterop _module;
    private readonly IRenderedComponent<MissedAlerts> _alerts;

    public MissedAlertsTests()
    {
        Services.AddSingleton(new PhoneBook("IN"));
        _module = JSInterop.SetupModule("./js/alerts.js");
        _module.Mode = JSRuntimeMode.Loose;
        _alerts = Render<MissedAlerts>();
    }

    [Fact]
    public async Task Ring_WhereOneSuperfoneNumberReports_DoesNotNameIt()
    {
        await RingAsync([First], Missed(1, First));
        await RingAsync([First], Missed(2, First), Missed(3, First));

        Assert.Equal([("Missed call: +91 70000 11111", "/calls/1"), ("2 missed calls", "/?missed=true")], Rung);
    }

    [Fact]
    public async Task Ring_WhereSeveralReport_SaysWhichWasCalled()
    {
        await RingAsync([First, Second], Missed(1, First));
        await RingAsync([First, Second], Missed(2, Second), Missed(3, "08000099998"));
        await RingAsync([First], Missed(4, First), Missed(5, Second));

        Assert.Equal(
            [
                ("Missed call: +91 70000 11111 through +91 80000 99999", "/calls/1"),
                ("2 missed calls through +91 80000 99998", "/?missed=true&account=%2B918000099998"),
                ("2 missed calls through 2 Superfone numbers", "/?missed=true"),
            ],
            Rung);
    }

    private IEnumerable<(object?, object?)> Rung => _module.Invocations["ring"].Select(call => (call.Arguments[0], call.Arguments[1]));

    private static CallItem Missed(long cdrId, string account) => SampleCalls.Missed with { CdrId = cdrId, Account = account, EndedUtc = Now };

    private Task RingAsync(IReadOnlyList<string> known, params CallItem[] calls) =>
        _alerts.InvokeAsync(() => _alerts.Instance.RingAsync(calls, null, known));
}
