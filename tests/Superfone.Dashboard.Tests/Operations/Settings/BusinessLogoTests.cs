using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.Tests.Access;

namespace Superfone.Dashboard.Tests.Operations.Settings;

public sealed class BusinessLogoTests
{
    // One pixel each, as programs write them.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
    private static readonly byte[] WebP = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 3, 0, 5, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 7, 0xFF, 0xD9];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logo_Uploaded_IsServedAsAPictureOnlyAndStandsOnTheSignInPageUntilItIsRemoved()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        Assert.Equal(LogoProblem.None, await LogoOf(dashboard).SaveAsync(Png, Actor.System));
        await dashboard.RestartAsync();
        using var client = dashboard.CreateClient();

        var address = LogoOf(dashboard).Address!;
        Assert.Contains($"src=\"{address}\"", await client.GetStringAsync("/login", Cancellation), StringComparison.Ordinal);
        using var response = await client.GetAsync(address, Cancellation);
        Assert.Equal(("image/png", "nosniff"), (response.Content.Headers.ContentType!.ToString(), response.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(Png, await response.Content.ReadAsByteArrayAsync(Cancellation));

        await LogoOf(dashboard).RemoveAsync(Actor.System);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address, Cancellation)).StatusCode);
        Assert.DoesNotContain(BusinessLogo.Path, await client.GetStringAsync("/login", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logo_OfAManager_IsDenied()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        await Assert.ThrowsAsync<PermissionDeniedException>(() => LogoOf(dashboard).SaveAsync(Png, People.Asha));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => LogoOf(dashboard).RemoveAsync(People.Asha));
    }

    [Fact]
    public async Task Logo_ThatIsTooLargeOrNoPicture_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var logo = LogoOf(dashboard);

        Assert.Equal(LogoProblem.NoPicture, await logo.SaveAsync("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(), Actor.System));
        Assert.Equal(LogoProblem.NoPicture, await logo.SaveAsync(Png[..^4], Actor.System));
        Assert.Equal(LogoProblem.NoPicture, await logo.SaveAsync([.. Png, .. "<script>"u8], Actor.System));
        Assert.Equal(LogoProblem.TooManyPixels, await logo.SaveAsync([.. Png[..16], 0, 1, 0, 0, .. Png[20..]], Actor.System));
        Assert.Equal(LogoProblem.TooLarge, await logo.SaveAsync(new byte[BusinessLogo.MostBytes + 1], Actor.System));
        Assert.Null(logo.Address);
    }

    [Fact]
    public void Find_PicturesOfEachKind_TellsTypeAndSize()
    {
        Assert.Equal(new LogoImage("image/png", 1, 1), LogoImage.Find(Png));
        Assert.Equal(new LogoImage("image/webp", 1, 1), LogoImage.Find(WebP));
        Assert.Equal(new LogoImage("image/jpeg", 5, 3), LogoImage.Find(Jpeg));
    }

    [Fact]
    public void Find_AnyPartOfAPicture_IsNoneAndDoesNotFail()
    {
        foreach (var picture in new[] { Png, WebP, Jpeg })
            Assert.All(Enumerable.Range(0, picture.Length), length => Assert.Null(LogoImage.Find(picture.AsSpan(0, length))));
    }

    private static BusinessLogo LogoOf(RunningDashboard dashboard) => dashboard.Services.GetRequiredService<BusinessLogo>();
}
