namespace Superfone.Dashboard.Storage;

/// <summary>
/// Creates files and folders that only the user who runs the application can read, whatever the umask is. On Windows they have the access
/// rules of the folder above.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode ForFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode ForFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a folder unless it exists.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, ForFolder);

    /// <summary>Options for a new file.</summary>
    public static FileStreamOptions NewFile(FileMode mode = FileMode.CreateNew)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = ForFile;
        return options;
    }

    /// <summary>Creates an empty file unless it exists: an empty database, whose write-ahead log SQLite creates with the same mode.</summary>
    public static void Create(string path)
    {
        if (!File.Exists(path))
            new FileStream(path, NewFile()).Dispose();
    }

    /// <summary>Takes a folder away from other users: an older version may have created it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">The names of the files and folders in it that go with it, with wildcards; other files are left alone.</param>
    /// <exception cref="IOException">The system does not permit it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another user.</exception>
    public static void Restrict(string folder, params IReadOnlyList<string> names)
    {
        if (OperatingSystem.IsWindows())
            return;
        Set(folder, ForFolder);
        foreach (var entry in names.SelectMany(name => new DirectoryInfo(folder).EnumerateFileSystemInfos(name)).Where(entry => entry.LinkTarget is null))
        {
            if (entry is DirectoryInfo)
                Restrict(entry.FullName, "*");
            else
                Set(entry.FullName, ForFile);
        }

        static void Set(string path, UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != mode)
                File.SetUnixFileMode(path, mode);
        }
    }
}
