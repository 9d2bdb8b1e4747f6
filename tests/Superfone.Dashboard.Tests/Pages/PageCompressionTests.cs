using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Pages;

/// <summary>Which pages and assets are compressed, and which must not be.</summary>
public sealed partial class PageCompressionTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = await _dashboard.SignInAsync();
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "<h1")]
    [InlineData("/calls", "<h1")]
    public async Task Page_Opened_TravelsPacked(string path, string text)
    {
        using var reply = await GetAsync(path, "none");

        Assert.NotEmpty(reply.Content.Headers.ContentEncoding);
        Assert.Contains(text, await TextOfAsync(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_OfAPage_TravelPackedAndWhole()
    {
        using var page = await GetAsync("/", "none");
        var assets = Asset().Matches(await TextOfAsync(page)).Select(asset => asset.Groups[1].Value).ToList();

        Assert.Contains(assets, asset => asset.Contains("MudBlazor", StringComparison.Ordinal));
        foreach (var asset in assets)
        {
            using var packed = await GetAsync(asset, "same-origin");
            Assert.True(packed.Content.Headers.ContentEncoding.Count > 0, asset);
            using var client = _dashboard.CreateClient();
            var plain = await client.GetStringAsync(asset, TestContext.Current.CancellationToken);
            Assert.NotEmpty(plain);
            Assert.Equal(plain, await TextOfAsync(packed));
        }
    }

    // Its size would reveal to a stranger whether a text in the address also occurs in the page.
    [Theory]
    [InlineData("/calls?q=guess", "cross-site")]
    [InlineData("/calls?q=guess", "same-site")]
    [InlineData("/calls?q=guess", null)]
    public async Task Page_WhoseAddressAnotherSiteMayHaveChosen_TravelsAsItIs(string path, string? site)
    {
        using var reply = await GetAsync(path, site);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Empty(reply.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Page_ThatShowsTheSecret_TravelsAsItIs()
    {
        using var reply = await GetAsync("/connect", "none");

        Assert.Empty(reply.Content.Headers.ContentEncoding);
        Assert.Contains(RunningDashboard.Secret, await TextOfAsync(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInPage_NeedsNoneOfWhatPagesWithACircuitNeed()
    {
        using var client = _dashboard.CreateClient();
        var page = await client.GetStringAsync("/login", TestContext.Current.CancellationToken);
        var size = Encoding.UTF8.GetByteCount(page);
        foreach (Match asset in Asset().Matches(page))
            size += (await client.GetByteArrayAsync(asset.Groups[1].Value, TestContext.Current.CancellationToken)).Length;

        Assert.Equal("passkeys", Script().Match(page).Groups[1].Value);
        Assert.Single(Script().Matches(page));

        // Both appearances, because a person may have chosen another than that of the device.
        Assert.InRange(size, 1, 11_800);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextOfAsync(HttpResponseMessage reply)
    {
        var bytes = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Stream unpacked = reply.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        using var reader = new StreamReader(unpacked);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""(?:<script[^>]* src|<link rel="stylesheet" href)="([^"]+)""")]
    private static partial Regex Asset();

    [GeneratedRegex("""<script[^>]* src="js/(\w+)\.""")]
    private static partial Regex Script();
}
