namespace Superfone.Dashboard.Tests.Documentation;

/// <summary>The commands of the guides work in a clone in an empty folder: by a switch, because they take minutes.</summary>
public sealed class GuideCommandTests
{
    private const string Switch = "SUPERFONE_GUIDES";

    [Fact]
    public async Task Commands_OfTheGuides_WorkInAnEmptyFolder()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Switch) is { Length: > 0 }, $"It takes minutes: set {Switch}=1.");

        var (exitCode, output) = await Tool.RunAsync("bash", "eng/test-guides.sh");

        Assert.True(exitCode == 0, output);
    }
}
