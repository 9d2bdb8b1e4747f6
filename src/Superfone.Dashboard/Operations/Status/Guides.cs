namespace Superfone.Dashboard.Operations.Status;

/// <summary>Where the guides of this version are: beside the program where it is installed; otherwise in its sources.</summary>
public static class Guides
{
    /// <summary>Their folder, in the sources and beside the program.</summary>
    public const string Folder = "docs";

    private const string First = "index.md";

    /// <summary>Their folder on this computer, as a full path; <see langword="null"/> if they have not been installed.</summary>
    public static string? Installed { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Finds them beside a program.</summary>
    /// <param name="program">The program's folder.</param>
    internal static string? Find(string program)
    {
        // A Debian package has a link there, which leads nowhere where documentation is not installed.
        var folder = new DirectoryInfo(Path.Combine(program, Folder));
        return File.Exists(Path.Combine(folder.FullName, First)) ? (folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder).FullName : null;
    }
}
