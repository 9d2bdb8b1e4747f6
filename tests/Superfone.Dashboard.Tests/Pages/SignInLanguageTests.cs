using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Notifications.Digests;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Access;

namespace Superfone.Dashboard.Tests.Pages;

/// <summary>The plain pages, which people see before they are signed in, by the language of their browser.</summary>
public sealed partial class SignInLanguageTests
{
    private const string Email = "asha@example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlainPages_InHindi_HaveNoEnglish()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var invited = (await dashboard.Services.GetRequiredService<UserDirectory>().InviteAsync("ravi@example.com", Roles.Agent, Actor.System)).Link!;
        await dashboard.AddUserAsync(Email, Roles.Agent);
        using var stranger = Client(dashboard);
        List<string> faults = [];

        foreach (var path in new[] { "/login", "/setup?token=wrong", $"{InviteLink.Path}?token={invited.Value}", $"{InviteLink.Path}?token=wrong", "/unsubscribe?token=wrong", "/unsubscribe?done=true", "/offline", "/error", "/no-such-page" })
            faults.AddRange(await ForeignAsync(path, await stranger.GetAsync(path, Cancellation)));
        faults.AddRange(await ForeignAsync("a wrong password", await RunningDashboard.SubmitAsync(stranger, "/login", new() { ["email"] = Email, ["password"] = "wrong" })));
        faults.AddRange(await ForeignAsync("a short password", await RunningDashboard.SubmitAsync(
            stranger, $"{InviteLink.Path}?token={invited.Value}", new() { ["password"] = "short", ["confirm"] = "other" })));

        using var asha = await SignInAsync(dashboard);
        foreach (var path in new[] { "/confirm", "/account/second-factor" })
            faults.AddRange(await ForeignAsync(path, await asha.GetAsync(path, Cancellation)));
        faults.AddRange(await ForeignAsync("a wrong confirmation", await RunningDashboard.SubmitAsync(asha, "/confirm", new() { ["password"] = "wrong" })));
        faults.AddRange(await ForeignAsync("a wrong first code", await RunningDashboard.SubmitAsync(asha, "/account/second-factor", new() { ["code"] = "000000" })));
        await SecondFactorTests.TurnOnAsync(asha);
        faults.AddRange(await ForeignAsync("/account/second-factor with an app", await asha.GetAsync("/account/second-factor", Cancellation)));

        using var again = Client(dashboard);
        using var first = await RunningDashboard.SubmitAsync(again, "/login", new() { ["email"] = Email, ["password"] = RunningDashboard.OwnerPassword });
        faults.AddRange(await ForeignAsync("/login/code", await again.GetAsync("/login/code", Cancellation)));
        faults.AddRange(await ForeignAsync("a wrong code", await RunningDashboard.SubmitAsync(again, "/login/code", new() { ["code"] = "000000" })));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Setup_InHindi_HasNoEnglish()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Setup:OwnerEmail"] = null, ["Superfone:Setup:OwnerPassword"] = null });
        var path = $"/setup?token={dashboard.Services.GetRequiredService<SettingStore>().Find(SettingStore.SetupToken)}";
        using var client = Client(dashboard);

        var faults = (await ForeignAsync(path, await client.GetAsync(path, Cancellation)))
            .Concat(await ForeignAsync("/login without an owner", await client.GetAsync("/login", Cancellation)))
            .Concat(await ForeignAsync("other passwords", await RunningDashboard.SubmitAsync(client, path, new() { ["email"] = Email, ["password"] = "short", ["confirm"] = "other" })));

        Assert.Equal([], faults);
    }

    [Fact]
    public async Task Unsubscribe_InHindi_HasNoEnglish()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = Client(dashboard);
        var path = $"/unsubscribe?token={Uri.EscapeDataString(dashboard.Services.GetRequiredService<Unsubscription>().TokenOf(1))}";

        Assert.Equal([], await ForeignAsync(path, await client.GetAsync(path, Cancellation)));
    }

    private static HttpClient Client(RunningDashboard dashboard)
    {
        var client = dashboard.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Language", "hi");
        return client;
    }

    private static async Task<HttpClient> SignInAsync(RunningDashboard dashboard)
    {
        var client = Client(dashboard);
        using var response = await RunningDashboard.SubmitAsync(client, "/login", new() { ["email"] = Email, ["password"] = RunningDashboard.OwnerPassword });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return client;
    }

    private static async Task<IEnumerable<string>> ForeignAsync(string what, HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        response.Dispose();
        Assert.Contains("<html lang=\"hi\"", html, StringComparison.Ordinal);
        var shown = Spoken().Matches(html).Select(match => match.Groups[1].Value).Append(Tag().Replace(Skipped().Replace(html, " "), " "));
        return shown.SelectMany(text => LatinWords.ForeignIn(WebUtility.HtmlDecode(text))).Distinct().Select(word => $"{what}: {word}");
    }

    [GeneratedRegex(@"<!--.*?-->|<(script|style|svg|code|template|title lang|option lang)\b.*?</\w+>|<\w+[^>]*translate=""no""[^>]*>[^<]*</\w+>", RegexOptions.Singleline)]
    private static partial Regex Skipped();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("""\b(?:title|aria-label|placeholder|alt)="([^"]*)""")]
    private static partial Regex Spoken();
}
