using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Tests.Api;

public sealed class MissedReasonApiTests
{
    // Friday, 15 May 2026, 20:00 in India.
    private static readonly DateTime Evening = new(2026, 5, 15, 14, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Calls_SayWhyTheyWereMissed_ByTheHoursThatAreSetNow()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.Missed(1, Evening).With("cdr_ringing_duration", 30), Payload.Missed(2, Evening).With("cdr_ringing_duration", 3), Payload.Call(3, Evening));
        Assert.Equal([null, "abandoned", "notPickedUp"], await ReasonsAsync(api));

        await SaveAsync(api, new() { [SettingCatalog.Week[4]] = "09:00-18:00", [SettingCatalog.AbandonedSeconds] = "60" });
        Assert.Equal([null, "afterHours", "afterHours"], await ReasonsAsync(api));

        await SaveAsync(api, new() { [SettingCatalog.Week[4]] = "09:00-21:00" });
        Assert.Equal([null, "abandoned", "abandoned"], await ReasonsAsync(api));
    }

    [Fact]
    public async Task Save_HoursThatAreNone_NamesTheDayAndWhatItTakes()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var editor = dashboard.Services.GetRequiredService<SettingsEditor>();

        var errors = await editor.SaveAsync(new Dictionary<SettingDefinition, string?> { [SettingCatalog.Week[0]] = "9 to 5", [SettingCatalog.Holidays] = "2026-01-26 Republic Day\nDiwali" }, Actor.System);

        Assert.Equal(
            [
                "Superfone:Hours:Week:Monday is '9 to 5', which is not hours such as 09:30-13:00, 14:00-18:30.",
                "Superfone:Hours:Holidays:1 is 'Diwali', which is not a date such as 2026-01-26 Republic Day.",
            ], errors);
    }

    private static async Task SaveAsync(ApiDashboard api, Dictionary<SettingDefinition, string?> values) =>
        Assert.Empty(await api.Dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(values, Actor.System));

    private static async Task<IEnumerable<string?>> ReasonsAsync(ApiDashboard api) =>
        (await api.GetAsync("calls"))["items"]!.AsArray().Select(call => call!["missedReason"]?.GetValue<string>());
}
