using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Tokens;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Destinations.Editing;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>Whatever Superfone, its callers and the users write into any field, pages show it as text.</summary>
public sealed class HostileTextTests(Browser browser)
{
    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("SUPERFONE_HOSTILE") is { Length: > 0 };

    private static readonly string InAddress = Uri.EscapeDataString(HostileTexts.All[1]);

    // Beside the pages of the navigation: items, and what pages repeat of their address.
    private static readonly string[] Paths =
    [
        $"/calls/{HostileEvents.FirstCall + 1}", $"/calls/{HostileEvents.FirstMissed}", $"/contacts/{People.Asha + 1}?show=changes", $"/agents/{HostileEvents.Agent}",
        $"/numbers/{HostileEvents.PhoneOf(51)}", "/follow-ups?state=closed", "/insights?show=summaries", "/deliveries?state=unrecognised", "/calls?missed=true",
        $"/calls?q={InAddress}&direction={InAddress}&agent={InAddress}", $"/contacts?q={InAddress}&stage={InAddress}", $"/insights?title={InAddress}&q={InAddress}",
        $"/deliveries?event={InAddress}", $"/settings/audit?action={InAddress}&user={InAddress}", $"/digest/{InAddress}", $"/no-such-page/{InAddress}",
        $"/login?returnUrl={InAddress}", $"/confirm?returnUrl={Uri.EscapeDataString("javascript:window.hostile=1")}", $"/invite?token={InAddress}", $"/setup?token={InAddress}",
        "/account/second-factor",
    ];

    // Without the texts on them these pages would prove nothing. The others of the navigation, which show few of them, are visited by the switch.
    private static readonly string[] Showing =
    [
        "/", "/calls", "/calls/5", "/contacts", $"/contacts/{People.Asha}", "/tasks", "/follow-ups?state=closed", "/insights", "/insights?show=transcripts", "/analytics", "/agents",
        "/deliveries", "/deliveries/1", "/staff", "/settings/users", "/settings/tokens", "/settings/audit", "/destinations", $"/agents/{HostileEvents.Agent}",
    ];

    [Fact]
    public async Task Pages_WithHostileTextsInEveryField_ShowThemAndRunNone()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await PostAsync(dashboard);
        await EnterAsync(dashboard);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/no-such-page");
        var faults = Watch(window);
        List<string> silent = [.. Showing];

        foreach (var path in (IsWhole ? PagePaths.All.Concat(Showing) : Showing).Concat(Paths).Distinct())
        {
            // A page whose markup is broken may never be ready.
            var broken = await Record.ExceptionAsync(async () =>
            {
                await window.GoToAsync(new Uri(dashboard.Url, path));
                await Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            });
            faults.AddRange((await FindAsync(window)).Select(fault => $"{path}: {fault}"));
            Assert.True(broken is null, string.Join('\n', [.. faults.Distinct().Take(40), $"{path}: {broken?.Message}"]));
            if (await window.Page.EvaluateAsync<bool>("() => document.body.innerText.includes('hostile')"))
                silent.Remove(path);
        }

        await window.GoToAsync(dashboard.Url);
        await window.Page.Keyboard.PressAsync("/");
        var search = window.Page.Locator("#search");
        foreach (var words in new[] { "hostile", HostileTexts.All[1], "window.hostile" })
        {
            await search.GetByRole(AriaRole.Combobox).FillAsync(words);
            await Expect(search.Locator("a").First).ToBeVisibleAsync();
            faults.AddRange((await FindAsync(window)).Select(fault => $"search for {words}: {fault}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(40)));
        Assert.Empty(silent);
    }

    // What runs makes itself heard: by a dialog, an error, or a complaint about the content policy.
    private static List<string> Watch(BrowserPage window)
    {
        List<string> faults = [];
        window.Page.Dialog += (_, dialog) => faults.Add($"{window.Page.Url}: dialog {dialog.Message}");
        window.Page.PageError += (_, error) => faults.Add($"{window.Page.Url}: {error}");
        window.Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 40", StringComparison.Ordinal))
                faults.Add($"{window.Page.Url}: {message.Text}");
        };
        return faults;
    }

    private static Task<string[]> FindAsync(BrowserPage window) => window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const shown = element => element.outerHTML.slice(0, 200);
          const isScript = address => /^[\s\u0000-\u001f]*(javascript|vbscript|data:text)/i.test(address);
          return [
            ...(window.hostile === undefined ? [] : ['a script ran']),
            ...[...document.querySelectorAll('[data-hostile], [onload], [onerror], [onfocus], iframe, object, embed')].map(element => `an element: ${shown(element)}`),
            ...[...document.querySelectorAll('*')].filter(element => ['href', 'xlink:href', 'src', 'action', 'formaction'].some(name => isScript(element.getAttribute(name) ?? '')))
              .map(element => `a link: ${shown(element)}`),
          ];
        }
        """);

    // A delivery whose id is no id is refused, and kept all the same.
    private static async Task PostAsync(RunningDashboard dashboard)
    {
        using var client = dashboard.CreateClient();
        foreach (var body in HostileEvents.All())
        {
            using var reply = await RunningDashboard.PostAsync(client, new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.True(reply.IsSuccessStatusCode || reply.StatusCode == HttpStatusCode.UnprocessableEntity, body);
        }
    }

    private static async Task EnterAsync(RunningDashboard dashboard)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var owner = dashboard.CreateClient(Roles.Owner);
        while (JsonNode.Parse(await owner.GetStringAsync("/api/v1/projection", cancellation))!["projectedDeliveryId"]!.GetValue<long>() < HostileEvents.All().Count())
            await Task.Delay(10, cancellation);

        var destinations = dashboard.Services.GetRequiredService<DestinationEditor>();
        var (users, tokens, views) = (dashboard.Services.GetRequiredService<UserDirectory>(), dashboard.Services.GetRequiredService<TokenIssuer>(), dashboard.Services.GetRequiredService<SavedViewStore>());
        foreach (var (index, text) in HostileTexts.All.Index())
        {
            var invited = await users.InviteAsync($"person{index}@example.com", Roles.Viewer, Actor.System);
            Assert.Equal(UserChangeOutcome.Done, (await users.ChangeAsync(invited.Link!.UserId, new UserPatch { Name = new(text) }, Actor.System)).Outcome);
            Assert.NotNull((await tokens.CreateAsync(text, Roles.Viewer, null, null, Actor.System)).Token);
            Assert.Null((await destinations.CreateAsync(new DestinationDraft { Name = text, Url = "https://warehouse.example", Enabled = false }, Actor.System)).Problem);
            foreach (var page in new[] { "/calls", "/deliveries", "/insights" })
                await views.SaveAsync(RunningDashboard.OwnerEmail, page, text, "q=hostile");
        }

        using var staff = await owner.PutAsJsonAsync(
            "/api/v1/staff", new { version = 0, items = HostileTexts.All.Select((text, index) => new { name = text, assigneeUserId = 1_000 + index }) }, cancellation);
        staff.EnsureSuccessStatusCode();
        var open = JsonNode.Parse(await owner.GetStringAsync("/api/v1/follow-ups", cancellation))!["items"]!.AsArray();
        Assert.NotEmpty(open);
        foreach (var (index, followUp) in open.Take(open.Count / 2).Index())
        {
            using var closed = await owner.PostAsJsonAsync($"/api/v1/follow-ups/{followUp!["id"]}/close", new { note = HostileTexts.Of(index) }, cancellation);
            closed.EnsureSuccessStatusCode();
        }

        // Strangers name themselves at the sign-in page; browsers name themselves in a header.
        foreach (var text in HostileTexts.All.Take(3))
        {
            using var stranger = dashboard.CreateClient();
            using var refused = await RunningDashboard.SubmitAsync(stranger, "/login", new() { ["email"] = text, ["password"] = text });
            using var known = dashboard.CreateClient();
            known.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", text);
            using var entered = await RunningDashboard.SubmitAsync(known, "/login", new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword });
        }
    }
}
