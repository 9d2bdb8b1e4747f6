using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Pages;

public sealed class AppearanceTests
{
    [Theory]
    [InlineData(null, "device")]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("\"><script>", "device")]
    public async Task SignIn_Page_IsAsWasChosenInTheBrowser(string? cookie, string appearance)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();
        if (cookie is not null)
            client.DefaultRequestHeaders.Add("Cookie", $"superfone-appearance={Uri.EscapeDataString(cookie)}");

        var page = await client.GetStringAsync("/login", TestContext.Current.CancellationToken);

        Assert.Contains($"data-appearance=\"{appearance}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_SeesWhatTheyChoseInEveryBrowserAlsoAfterARestart()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = await dashboard.SignInAsync();
        Assert.Contains("media='screen and (prefers-color-scheme: dark)'", await PageAsync(client), StringComparison.Ordinal);

        await ChooseAsync(dashboard, Appearance.Dark);
        var dark = await PageAsync(client);
        await dashboard.RestartAsync();
        using var other = await dashboard.SignInAsync();
        var after = await PageAsync(other);
        await ChooseAsync(dashboard, Appearance.Device);
        var device = await PageAsync(other);

        foreach (var page in new[] { dark, after })
        {
            Assert.Contains("data-appearance=\"dark\"", page, StringComparison.Ordinal);
            Assert.Contains("<style data-scheme='dark' media='screen'", page, StringComparison.Ordinal);
        }

        Assert.Contains("data-appearance=\"device\"", device, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choice_OfColoursOrALanguage_IsAudited()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await ChooseAsync(dashboard, Appearance.Dark);
        var owner = await dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail);
        await dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", Actor.NotSignedIn("", userId: owner));
        using var client = dashboard.CreateClient(Roles.Owner);

        var entries = await client.GetFromJsonAsync<JsonNode>("/api/v1/audit?action=setting", TestContext.Current.CancellationToken);

        Assert.Equal(["language hi", "appearance dark"], entries!["items"]!.AsArray().Select(entry => (string?)entry!["subject"]));
    }

    [Fact]
    public async Task Program_CannotChoose()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        await Assert.ThrowsAsync<PermissionDeniedException>(() =>
            dashboard.Services.GetRequiredService<UserAppearances>().ChooseAsync(Appearance.Dark, Actor.NotSignedIn("a script")));
    }

    private static async Task ChooseAsync(RunningDashboard dashboard, Appearance appearance)
    {
        var owner = await dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail);
        await dashboard.Services.GetRequiredService<UserAppearances>().ChooseAsync(appearance, Actor.NotSignedIn("", userId: owner));
    }

    private static Task<string> PageAsync(HttpClient client) => client.GetStringAsync("/calls", TestContext.Current.CancellationToken);
}
