using System.Globalization;
using Bunit;
using Superfone.Dashboard.Components.Pages.Settings;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class SettingErrorsTests : DisplayContext
{
    [Theory]
    [InlineData("en-IN")]
    [InlineData("hi-IN")]
    public void Error_NamesTheFieldAsThePageDoes(string culture)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

        var said = Said("Superfone:Recordings:Concurrency is 100; it must be from 1 to 64.");

        Assert.Contains(L["Setting.Recordings.Concurrency"], said, StringComparison.Ordinal);
        Assert.Matches("100.*1.*64", said);
        Assert.DoesNotContain("Superfone:", said, StringComparison.Ordinal);
        Assert.Equal(culture == "en-IN", said.Contains("must be", StringComparison.Ordinal));
    }

    [Fact]
    public void Error_OfAFieldInMegabytes_IsInMegabytes()
    {
        var said = Said($"Superfone:Recordings:MaxBytes is -2097152; it must be from 1 to {long.MaxValue}.");

        Assert.Contains("-2;", said, StringComparison.Ordinal);
        Assert.Contains("at least 1.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_OfAnItem_NamesItsList() => Assert.Contains(L["Setting.Hours.Holidays"], Said("Superfone:Hours:Holidays:1 is 'Diwali', which is not a date such as 2026-01-26 Republic Day."), StringComparison.Ordinal);

    [Fact]
    public void Error_WithoutAText_IsMarkedAsEnglish()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("hi-IN");

        var detail = Show("Superfone:Mail:Host is of a kind that nobody has thought of.").Find("span[lang=en][translate=no]");

        Assert.Equal("is of a kind that nobody has thought of.", detail.TextContent);
    }

    private string Said(string error) => Show(error).Find("[role=alert] p").TextContent;

    private IRenderedComponent<SettingErrors> Show(string error) => Render<SettingErrors>(parameters => parameters.Add(errors => errors.Errors, [error]));
}
