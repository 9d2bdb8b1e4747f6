using Superfone.Dashboard.Styles;

namespace Superfone.Dashboard.Tests.Pages;

/// <summary>MudBlazor's style sheet, of which the pages load a part.</summary>
public sealed class TrimmedStylesTests
{
    [Fact]
    public async Task Styles_OfMudBlazor_AreThoseOfThePackageThatIsReferenced()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();
        var whole = await client.GetStringAsync("/_content/MudBlazor/MudBlazor.min.css", TestContext.Current.CancellationToken);
        var ours = await client.GetStringAsync("/css/mudblazor.css", TestContext.Current.CancellationToken);

        Assert.True(StyleTrimmer.Trim(whole) == ours, "MudBlazor's styles have changed: run eng/trim-styles.sh.");
        Assert.InRange(ours.Length, 1, whole.Length / 8);
    }

    [Theory]
    [InlineData(".mud-button{a:b}.mud-table{a:b}", ".mud-button{a:b}\n")]
    [InlineData(".mud-table,.mud-button:is(.mud-table,.mud-disabled),.mud-input::before{a:\"}\"}", ".mud-input::before{a:\"}\"}\n")]
    [InlineData("@media(hover: hover){.mud-table{a:b}.mud-icon-root:hover{a:b}}@media print{.mud-table{a:b}}", "@media(hover: hover){.mud-icon-root:hover{a:b}}\n")]
    [InlineData("@keyframes spin{0%{a:b}}@keyframes wave{0%{a:b}}.mud-skeleton{animation:wave 1s}", ".mud-skeleton{animation:wave 1s}\n@keyframes wave{0%{a:b}}\n")]
    [InlineData("a,#mud-snackbar{a:b}", "a{a:b}\n")]
    public void Trim_Rules_KeepsThoseOfUsedClasses(string sheet, string kept) => Assert.Equal("\n" + kept, StyleTrimmer.Trim(sheet));
}
