using Superfone.Dashboard.Operations.Status;

namespace Superfone.Dashboard.Tests.Startup;

public sealed class GuidesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-guides-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Guides_BesideTheProgram_AreFoundWhereTheyReallyAre()
    {
        var program = _folder.CreateSubdirectory("program").FullName;
        var guides = _folder.CreateSubdirectory("share").FullName;
        File.WriteAllText(Path.Combine(guides, "index.md"), "# Guides");
        var link = Path.Combine(program, "docs");
        File.CreateSymbolicLink(link, Path.Combine("..", "share"));

        Assert.Equal(guides, Guides.Find(program));
        File.Delete(link);
        Directory.Move(guides, link);
        Assert.Equal(link, Guides.Find(program));
    }

    [Fact]
    public void Guides_ThatHaveNotBeenInstalled_AreNotThere()
    {
        Assert.Null(Guides.Find(_folder.FullName));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "docs"), "/no/such/folder");
        Assert.Null(Guides.Find(_folder.FullName));
    }
}
