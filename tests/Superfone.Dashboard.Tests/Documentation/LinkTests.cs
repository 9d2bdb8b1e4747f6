using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Documentation;

/// <summary>Links between the guides, and from them to files of the sources, lead somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "artifacts", ".git"];

    [Fact]
    public void Links_OfAllGuides_NameFilesAndHeadingsThatAreThere()
    {
        var guides = Guides(Tool.Root).ToList();
        var dead = guides.SelectMany(guide => Targets(guide).Where(target => !Exists(guide, target)).Select(target => $"{Path.GetRelativePath(Tool.Root, guide)}: {target}"));

        Assert.Contains(guides, guide => guide.EndsWith("docs/deploy.md", StringComparison.Ordinal));
        Assert.Equal("", string.Join('\n', dead));
    }

    [Fact]
    public void Pictures_OfTheGuides_AreAllShownAndSmall()
    {
        var shown = Guides(Tool.Root).SelectMany(guide => Targets(guide).Select(target => Path.GetFullPath(target, Path.GetDirectoryName(guide)!))).ToHashSet();
        var pictures = Directory.GetFiles(Path.Combine(Tool.Root, "docs", "images"), "*", SearchOption.AllDirectories);

        Assert.Empty(pictures.Except(shown));
        Assert.True(pictures.Sum(picture => new FileInfo(picture).Length) < 5_000_000);
    }

    [Theory]
    [InlineData("## What is tested", "what-is-tested")]
    [InlineData("### `user add`, `user list`", "user-add-user-list")]
    [InlineData("## Connect (first time)", "connect-first-time")]
    public void Heading_AsAnAnchor_IsThatOfGitHub(string heading, string anchor) => Assert.Equal(anchor, Anchor(Heading().Match(heading).Groups[1].Value));

    private static IEnumerable<string> Guides(string folder) => Directory.GetFiles(folder, "*.md")
        .Concat(Directory.GetDirectories(folder).Where(inner => !Skipped.Contains(Path.GetFileName(inner))).SelectMany(Guides));

    private static IEnumerable<string> Targets(string guide) => Link().Matches(Code().Replace(File.ReadAllText(guide), ""))
        .Select(link => link.Groups[1].Value + link.Groups[2].Value).Where(target => !target.Contains(':', StringComparison.Ordinal));

    private static bool Exists(string guide, string target)
    {
        var (path, anchor) = target.Split('#') is [var file, var heading] ? (file, heading) : (target, "");
        var full = path.Length == 0 ? guide : Path.GetFullPath(path, Path.GetDirectoryName(guide)!);
        if (anchor.Length == 0)
            return Path.Exists(full);
        return File.Exists(full) && Heading().Matches(Code().Replace(File.ReadAllText(full), "")).Any(heading => Anchor(heading.Groups[1].Value) == anchor);
    }

    private static string Anchor(string heading) => NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)|(?:src|srcset|href)=.([^"" ]+)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N} _-]")]
    private static partial Regex NotInAnchor();
}
