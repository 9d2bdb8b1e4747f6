namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>What a browser decides by the headers of responses.</summary>
public sealed class ContentPolicyTests(Browser browser)
{
    [Fact]
    public async Task PlainPage_ForStrangers_HasItsStylesWithoutPermittingOthers()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());

        await Assert.AllAsync(["/login", "/setup?token=x", "/invite?token=x", "/error"], async path =>
        {
            await using var window = await BrowserPage.OpenAsync(browser);
            await window.GoToAsync(new Uri(dashboard.Url, path));
            Assert.NotEqual("rgba(0, 0, 0, 0)", await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
            await window.AssertHealthyAsync();
            Assert.False(await window.Page.EvaluateAsync<bool>(
                """
                () => {
                  document.body.insertAdjacentHTML('beforeend', '<style>body { opacity: 0.5 }</style><p id="styled" style="opacity: 0.5">x</p>');
                  return [document.body, document.querySelector('#styled')].some(element => getComputedStyle(element).opacity === '0.5');
                }
                """));
        });
    }

    [Fact]
    public async Task Form_OfAnotherSite_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        await window.Page.RouteAsync("https://evil.example/**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"<form method='post' action='{new Uri(dashboard.Url, "/logout")}'></form>",
        }));
        await window.Page.GotoAsync("https://evil.example/");

        var reply = await window.Page.RunAndWaitForResponseAsync(
            () => window.Page.EvaluateAsync("() => document.forms[0].submit()"), response => response.Url.EndsWith("/logout", StringComparison.Ordinal));

        Assert.Equal(403, reply.Status);
        await window.Page.WaitForURLAsync(reply.Url);
        await window.GoToAsync(new Uri(dashboard.Url, "/calls"));
        Assert.EndsWith("/calls", window.Page.Url, StringComparison.Ordinal);
    }
}
