using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Localization.Cultures;

namespace Superfone.Dashboard.Tests.Pages;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, "en", "Sign in")]
    [InlineData("fr", "en", "Sign in")]
    [InlineData("en-GB,en;q=0.9,hi;q=0.8", "en", "Sign in")]
    [InlineData("hi", "hi", "साइन इन करें")]
    [InlineData("fr, en;q=0.3, hi-IN;q=0.7", "hi", "साइन इन करें")]
    [InlineData("en;q=0, hi;q=0.1", "hi", "साइन इन करें")]
    public async Task SignIn_Page_IsInTheLanguageOfTheBrowser(string? accepted, string language, string words)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = Client(dashboard, accepted);

        var page = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync("/login", TestContext.Current.CancellationToken));

        Assert.Contains($"<html lang=\"{language}\" ", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_ReadsTheLanguageOfTheirFirstBrowserUntilTheyChooseAnother()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = Client(dashboard, "hi");
        await SignInAsync(client);
        client.DefaultRequestHeaders.Remove("Accept-Language");
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Equal("hi", await LanguageAsync(client));

        await dashboard.RestartAsync();
        using var other = Client(dashboard, "hi");
        await SignInAsync(other);
        var owner = await dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail);
        await dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("en", Actor.NotSignedIn("", userId: owner));
        Assert.Equal("en", await LanguageAsync(other));
        await SignInAsync(other);
        Assert.Equal("en", await LanguageAsync(other));
    }

    [Fact]
    public async Task Export_OfAPerson_IsInTheirLanguage_AndOfATokenInEnglish()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var person = Client(dashboard, "hi");
        await SignInAsync(person);
        using var script = dashboard.CreateClient(Roles.Owner);
        script.DefaultRequestHeaders.Add("Accept-Language", "hi");

        var theirs = await person.GetStringAsync("/export/calls.csv", TestContext.Current.CancellationToken);
        var of = await script.GetStringAsync("/export/calls.csv", TestContext.Current.CancellationToken);

        Assert.Contains("घंटी (सेकंड)", theirs, StringComparison.Ordinal);
        Assert.Contains("Ringing (seconds)", of, StringComparison.Ordinal);
    }

    [Fact]
    public void Language_WhoseFileIsThere_IsOfferedByItsOwnName()
    {
        var build = Directory.CreateTempSubdirectory("superfone-");
        foreach (var tag in new[] { "hi", "mr", "runtimes" })
            build.CreateSubdirectory(tag);
        File.WriteAllText(Path.Combine(build.FullName, "mr", "Superfone.Dashboard.resources.dll"), "");
        File.WriteAllText(Path.Combine(build.FullName, "hi", "Superfone.Dashboard.resources.dll"), "");

        var languages = new Languages(build.FullName);
        build.Delete(recursive: true);

        Assert.Equal(["English", "हिन्दी", "मराठी"], languages.All.Select(language => language.Name));
        Assert.Equal("mr-IN", languages.CultureOf("mr").Name);
        Assert.Equal("en-IN", languages.CultureOf("ta").Name);
    }

    [Theory]
    [InlineData("en-IN", "0 calls", "1 call", "1,23,456 calls", "Tuesday 24 November")]
    [InlineData("hi-IN", "0 कॉल", "1 कॉल", "1,23,456 कॉल", "मंगलवार 24 नवंबर")]
    public void Numbers_AndDays_AreWrittenAsTheLanguageDoesInIndia(string culture, string none, string one, string many, string day)
    {
        var (formats, texts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        new CultureInfo(culture).MakeCurrent();

        var written = new[] { 0, 1, 123456 }.Select(number => EnglishText.Text.Plural("Common.Calls", number)).ToList();
        var tuesday = EnglishText.Text.FullDay(new(2026, 11, 24), new(2026, 11, 25));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, texts);

        Assert.Equal([none, one, many], written);
        Assert.Equal(day, tuesday);
    }

    private static HttpClient Client(RunningDashboard dashboard, string? accepted)
    {
        var client = dashboard.CreateClient();
        if (accepted is not null)
            client.DefaultRequestHeaders.Add("Accept-Language", accepted);
        return client;
    }

    private static async Task SignInAsync(HttpClient client)
    {
        using var response = await RunningDashboard.SubmitAsync(client, "/login", new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword });
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
    }

    private static async Task<string> LanguageAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/calls", TestContext.Current.CancellationToken);
        return page[(page.IndexOf("<html lang=\"", StringComparison.Ordinal) + 12)..][..2];
    }
}
