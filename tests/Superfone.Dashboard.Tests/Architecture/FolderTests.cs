namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>A folder stays small enough to be read at a glance.</summary>
public sealed class FolderTests
{
    private const int MostFiles = 25;
    private static readonly string[] Generated = ["bin", "obj", "node_modules", "TestResults", "Migrations"];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("wwwroot-assets")]
    public void Folder_HoldsFewFilesOfItsOwn(string top)
    {
        var folders = FoldersUnder(new DirectoryInfo(Path.Combine(Tool.Root, top))).ToList();

        Assert.NotEmpty(folders);
        Assert.DoesNotContain(folders, folder => folder.EnumerateFiles().Count() > MostFiles);
    }

    private static IEnumerable<DirectoryInfo> FoldersUnder(DirectoryInfo folder) =>
        folder.EnumerateDirectories().Where(child => !Generated.Contains(child.Name)).SelectMany(FoldersUnder).Prepend(folder);
}
