namespace Superfone.Dashboard.Tests.Documentation;

/// <summary>Each guide can be found: from the README, from the site's table of contents, and in the list for contributors.</summary>
public sealed class MapTests
{
    [Theory]
    [InlineData("README.md", "docs/")]
    [InlineData("docs/toc.yml", "")]
    [InlineData("CONTRIBUTING.md", "")]
    public async Task Map_Always_NamesEveryGuide(string map, string prefix)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Tool.Root, map), TestContext.Current.CancellationToken);
        var guides = Directory.GetFiles(Path.Combine(Tool.Root, "docs"), "*.md").Select(Path.GetFileName).Where(name => name != "index.md");

        Assert.All(guides, name => Assert.Contains($"{prefix}{name}", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decisions_Always_AreAllListed()
    {
        var folder = Path.Combine(Tool.Root, "docs", "decisions");
        var list = await File.ReadAllTextAsync(Path.Combine(folder, "README.md"), TestContext.Current.CancellationToken);

        Assert.All(Directory.GetFiles(folder, "0*.md"), file => Assert.Contains($"]({Path.GetFileName(file)}): ", list, StringComparison.Ordinal));
    }
}
