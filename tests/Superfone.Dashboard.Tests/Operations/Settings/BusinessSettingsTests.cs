using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Tests.Operations.Settings;

/// <summary>Whose dashboard it is, where, and under which address: what is set on the page is in effect at once.</summary>
public sealed class BusinessSettingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TimeZoneAndRegion_Changed_ShowAtOnceAndHaveEverythingComputedAgain()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Payload.AnsweredCall(1, "2026-05-15T20:00:00Z").With("cdr_phone", "020 7946 0958"));
        await dashboard.WaitUntilProjectedAsync();
        Assert.Equal(1, await HourOfTheCallAsync(dashboard));

        await SaveAsync(dashboard, SettingCatalog.TimeZone, "Europe/London");
        await SaveAsync(dashboard, SettingCatalog.PhoneRegion, "gb");

        Assert.Equal(21, await HourOfTheCallAsync(dashboard));
        Assert.Equal("+442079460958", dashboard.Services.GetRequiredService<PhoneBook>().KeyOf("020 7946 0958"));
        var readModel = dashboard.Services.GetRequiredService<ReadModelFile>();
        while (readModel.Basis.Stamp != readModel.Wanted.Stamp || dashboard.Services.GetRequiredService<ProjectionService>().Status.RebuiltDeliveryId is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation);
        Assert.Single(await ItemsAsync(dashboard, "/api/v1/calls?phone=%2B442079460958"));

        await dashboard.RestartAsync();

        Assert.StartsWith("Europe/London", dashboard.Services.GetRequiredService<ReadModelFile>().Basis.Stamp, StringComparison.Ordinal);
        Assert.Equal(21, await HourOfTheCallAsync(dashboard));
        Assert.Single(await ItemsAsync(dashboard, "/api/v1/calls?phone=%2B442079460958"));
    }

    [Fact]
    public async Task PublicUrl_Changed_GuardsHostsCookiesLinksAndPasskeysAtOnce()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();
        Assert.Equal((HttpStatusCode.OK, "evil.example"), (await GetAsync(client, "evil.example"), await PasskeyDomainAsync(client, "evil.example")));
        Assert.False(await IsSecureAsync(client));

        await SaveAsync(dashboard, SettingCatalog.PublicUrl, "https://calls.example.com/");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (await GetAsync(client, "evil.example"), await GetAsync(client, "calls.example.com")));
        Assert.Equal("calls.example.com", await PasskeyDomainAsync(client, "localhost"));
        Assert.True(await IsSecureAsync(client));
        Assert.Equal("https://calls.example.com", dashboard.Services.GetRequiredService<PublicAddress>().OfApplication());

        await SaveAsync(dashboard, SettingCatalog.PublicUrl, "https://other.example.com");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (await GetAsync(client, "calls.example.com"), await GetAsync(client, "other.example.com")));

        await SaveAsync(dashboard, SettingCatalog.PublicUrl, "");

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "evil.example"));
        Assert.False(await IsSecureAsync(client));
    }

    [Fact]
    public async Task PublicUrl_ThatIsNoAddress_IsRefusedByItsKey()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var errors = await dashboard.Services.GetRequiredService<SettingsEditor>()
            .SaveAsync(new Dictionary<SettingDefinition, string?> { [SettingCatalog.PublicUrl] = "calls.example.com" }, Actor.System);

        Assert.StartsWith("Superfone:PublicUrl ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_Changed_StandsOnTheSignInPageAndInTheInstalledApp()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();

        await SaveAsync(dashboard, SettingCatalog.BusinessName, "Kumar <b>& Sons</b>");

        Assert.Contains("Kumar &lt;b&gt;&amp; Sons&lt;/b&gt;", await client.GetStringAsync("/login", Cancellation), StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(await client.GetStringAsync("/manifest.webmanifest", Cancellation));
        Assert.Equal("Kumar <b>& Sons</b>", manifest.RootElement.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("fr", "hi")]
    [InlineData("en", "en")]
    public async Task Language_OfTheBusiness_IsThatOfBrowsersThatAskForNoneOfThem(string asked, string expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(asked);

        await SaveAsync(dashboard, SettingCatalog.Language, "hi");

        Assert.Contains($"<html lang=\"{expected}\"", await client.GetStringAsync("/login", Cancellation), StringComparison.Ordinal);
    }

    private static async Task SaveAsync(RunningDashboard dashboard, SettingDefinition setting, string value) => Assert.Empty(
        await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(new Dictionary<SettingDefinition, string?> { [setting] = value }, Actor.System));

    private static async Task<int> HourOfTheCallAsync(RunningDashboard dashboard)
    {
        using var script = dashboard.CreateClient(Roles.Viewer);
        using var stats = JsonDocument.Parse(await script.GetStringAsync("/api/v1/stats?from=2026-05-15T00:00:00Z&to=2026-05-17T00:00:00Z", Cancellation));
        return stats.RootElement.GetProperty("byHour").EnumerateArray().Index().Single(hour => hour.Item.GetInt32() == 1).Index;
    }

    private static async Task<List<string>> ItemsAsync(RunningDashboard dashboard, string path)
    {
        using var script = dashboard.CreateClient(Roles.Viewer);
        using var list = JsonDocument.Parse(await script.GetStringAsync(path, Cancellation));
        return [.. list.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetRawText())];
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login") { Headers = { Host = host } };
        using var response = await client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private static async Task<string?> PasskeyDomainAsync(HttpClient client, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/passkeys/request-options") { Headers = { Host = host } };
        request.Headers.Add("X-Requested-With", "superfone");
        using var response = await client.SendAsync(request, Cancellation);
        using var options = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        return options.RootElement.GetProperty("rpId").GetString();
    }

    // Whether the cookie of a sign-in is for TLS only.
    private static async Task<bool> IsSecureAsync(HttpClient client)
    {
        using var response = await RunningDashboard.SubmitAsync(
            client, "/login", new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("superfone=", StringComparison.Ordinal));
        return cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase);
    }
}
