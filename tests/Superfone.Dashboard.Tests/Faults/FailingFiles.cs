using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Superfone.Dashboard.Tests.Crash.PowerCuts;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>A default file system of SQLite whose writes fail on command, as on a disk that is full, broken or write-protected.</summary>
internal static unsafe class FailingFiles
{
    /// <summary>The environment variable that names the file with the command.</summary>
    public const string Variable = "SUPERFONE_FAIL_WRITES";

    private const int Write = 3;
    private const int Truncate = 4;
    private const int Sync = 5;

    private static readonly ConcurrentDictionary<nint, string> Names = new();
    private static readonly ConcurrentDictionary<nint, nint> Methods = new();
    private static string _command = "";

    /// <summary>Obeys from now on.</summary>
    /// <param name="command">A file such as <c>13 superfone.db</c>: SQLite's error, and how the names of the files begin; nothing fails while it is missing.</param>
    public static void Install(string command)
    {
        _command = command;
        var own = SqliteFileSystem.Copy();
        own[5] = (nint)(delegate* unmanaged<nint*, byte*, nint*, int, int*, int>)&Open;
        SqliteFileSystem.Register(own, "failing");
    }

    /// <summary>Writes a command at once as a whole.</summary>
    public static void Fail(string command, int error, string names)
    {
        File.WriteAllText($"{command}.new", string.Create(CultureInfo.InvariantCulture, $"{error} {names}"));
        File.Move($"{command}.new", command, overwrite: true);
    }

    [UnmanagedCallersOnly]
    private static int Open(nint* fileSystem, byte* path, nint* file, int flags, int* outFlags)
    {
        var result = ((delegate* unmanaged<nint*, byte*, nint*, int, int*, int>)SqliteFileSystem.Default[5])(fileSystem, path, file, flags, outFlags);
        if (result != 0 || path is null)
            return result;
        Names[(nint)file] = Path.GetFileName(Marshal.PtrToStringUTF8((nint)path)!);
        *file = Methods.GetOrAdd(*file, Wrap);
        return result;
    }

    private static nint Wrap(nint original)
    {
        var methods = SqliteFileSystem.CopyMethods(original);
        methods[Write] = (nint)(delegate* unmanaged<nint*, byte*, int, long, int>)&WriteOrFail;
        methods[Truncate] = (nint)(delegate* unmanaged<nint*, long, int>)&TruncateOrFail;
        methods[Sync] = (nint)(delegate* unmanaged<nint*, int, int>)&SyncOrFail;
        return (nint)methods;
    }

    [UnmanagedCallersOnly]
    private static int WriteOrFail(nint* file, byte* bytes, int length, long offset) => ErrorOf(file) is var error and not 0
        ? error : ((delegate* unmanaged<nint*, byte*, int, long, int>)SqliteFileSystem.Original(file)[Write])(file, bytes, length, offset);

    [UnmanagedCallersOnly]
    private static int TruncateOrFail(nint* file, long size) => ErrorOf(file) is var error and not 0
        ? error : ((delegate* unmanaged<nint*, long, int>)SqliteFileSystem.Original(file)[Truncate])(file, size);

    [UnmanagedCallersOnly]
    private static int SyncOrFail(nint* file, int flags) => ErrorOf(file) is var error and not 0
        ? error : ((delegate* unmanaged<nint*, int, int>)SqliteFileSystem.Original(file)[Sync])(file, flags);

    private static int ErrorOf(nint* file)
    {
        if (!File.Exists(_command))
            return 0;
        try
        {
            var words = File.ReadAllText(_command).Split(' ');
            return Names[(nint)file].StartsWith(words[1], StringComparison.Ordinal) ? int.Parse(words[0], CultureInfo.InvariantCulture) : 0;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
