namespace Superfone.Dashboard.Tests.Documentation;

/// <summary>The commands of the guides work in a clone in an empty folder, and docfx makes a site of them: by a switch, because it takes minutes.</summary>
public sealed class GuideCommandTests
{
    private const string Switch = "SUPERFONE_GUIDES";

    [Theory]
    [InlineData("eng/test-guides.sh")]
    [InlineData("eng/site.sh")]
    public async Task Script_OverTheGuides_FindsNothingWrong(string script)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Switch) is { Length: > 0 }, $"It takes minutes: set {Switch}=1.");

        var (exitCode, output) = await Tool.RunAsync("bash", script);

        Assert.True(exitCode == 0, output);
    }
}
