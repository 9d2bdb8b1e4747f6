using System.Net;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Hostile;

/// <summary>A search has at most 32 words, wherever it is asked for; a parameter has an end.</summary>
public sealed class SearchLimitTests(SearchLimitTests.Running fixture) : IClassFixture<SearchLimitTests.Running>
{
    [Theory]
    [InlineData("calls")]
    [InlineData("contacts")]
    [InlineData("summaries/unmatched")]
    [InlineData("deliveries")]
    public async Task ApiSearch_OfTooManyWords_Is400NamingTheParameter(string list)
    {
        await fixture.Api.GetAsync($"{list}?q={Words(QueryLimits.MostWords)}");

        var problem = await fixture.Api.ProblemAsync(
            HttpStatusCode.BadRequest, client => client.GetAsync($"/api/v1/{list}?q={Words(QueryLimits.MostWords + 1)}", TestContext.Current.CancellationToken));

        Assert.NotNull(problem["errors"]!["q"]);
    }

    [Theory]
    [InlineData("calls?label=")]
    [InlineData("contacts?stage=")]
    [InlineData("tasks?type=")]
    [InlineData("calls?contactId=")]
    [InlineData("calls?cursor=")]
    public async Task ApiParameter_ThatIsTooLong_Is400NamingItInAFewWords(string parameter)
    {
        var problem = await fixture.Api.ProblemAsync(
            HttpStatusCode.BadRequest,
            client => client.GetAsync($"/api/v1/{parameter}{new string('7', QueryLimits.MostCharacters + 1)}", TestContext.Current.CancellationToken));

        var error = problem["errors"]![parameter.Split('?', '=')[1]]!.ToJsonString();
        Assert.InRange(error.Length, 1, 300);
    }

    [Theory]
    [InlineData("/calls")]
    [InlineData("/contacts")]
    [InlineData("/summaries")]
    [InlineData("/deliveries")]
    [InlineData("/listen")]
    [InlineData("/insights?show=insights")]
    [InlineData("/insights?show=summaries")]
    [InlineData("/insights?show=transcripts")]
    public async Task Page_SearchedForTooManyWords_SaysSoAndShowsTheRest(string page)
    {
        using var client = await fixture.Api.Dashboard.SignInAsync();

        var html = await client.GetStringAsync($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}q={Words(QueryLimits.MostWords + 1)}", TestContext.Current.CancellationToken);

        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Contains(QueryLimits.TooManyWords, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfTooManyWords_Is400NamingTheParameter()
    {
        using var client = await fixture.Api.Dashboard.SignInAsync();

        using var response = await client.GetAsync($"/export/calls.csv?q={HostileValues.ManyWords}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("q:", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0, false)]
    [InlineData("word ", 32, false)]
    [InlineData("word ", 33, true)]
    [InlineData("a.", 32, false)]
    [InlineData("a.", 33, true)]
    [InlineData("😀 ", 32, false)]
    [InlineData("😀 ", 33, true)]
    [InlineData("आशा, ", 32, false)]
    [InlineData("आशा, ", 33, true)]
    public void Words_ManyTimes_AreCountedAsTheTablesCutThem(string part, int times, bool isTooMany) =>
        Assert.Equal(isTooMany, QueryLimits.HasTooManyWords(string.Concat(Enumerable.Repeat(part, times))));

    private static string Words(int count) => string.Join('+', Enumerable.Range(1, count).Select(number => $"w{number}"));

    public sealed class Running : IAsyncLifetime
    {
        public ApiDashboard Api { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Api = await ApiDashboard.StartAsync();

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
