using System.Runtime.InteropServices;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

/// <summary>Replaces functions of SQLite's file system, in the process of the real program.</summary>
internal static unsafe class SqliteFileSystem
{
    private const int FileSystemSize = 168;
    private const int MethodsSize = 152;

    private static readonly nint Sqlite =
        NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libe_sqlite3.so"));

    /// <summary>The functions of the default file system: int version, int size of a file, int longest path, next, name, application data, open, delete, …</summary>
    public static nint* Default { get; } = ((delegate* unmanaged<byte*, nint*>)NativeLibrary.GetExport(Sqlite, "sqlite3_vfs_find"))(null);

    /// <summary>A copy of the default file system, to be changed.</summary>
    public static nint* Copy() => Copy((nint)Default, FileSystemSize);

    /// <summary>A copy of a file's functions, to be changed: int version, close, read, write, truncate, sync, …</summary>
    public static nint* CopyMethods(nint original)
    {
        var methods = Copy(original, MethodsSize + sizeof(nint));
        methods[MethodsSize / sizeof(nint)] = original;
        return methods;
    }

    /// <summary>The functions that a file had before they were copied. The first word of a file points to its functions.</summary>
    public static nint* Original(nint* file) => *(nint**)(*file + MethodsSize);

    /// <summary>Makes a file system the default one.</summary>
    public static void Register(nint* system, string name)
    {
        system[3] = Marshal.StringToCoTaskMemUTF8(name);
        var result = ((delegate* unmanaged<nint*, int, int>)NativeLibrary.GetExport(Sqlite, "sqlite3_vfs_register"))(system, 1);
        if (result != 0)
            throw new InvalidOperationException($"SQLite refused the file system with {result}.");
    }

    private static nint* Copy(nint table, int size)
    {
        var copy = NativeMemory.AllocZeroed((nuint)size);
        Buffer.MemoryCopy((void*)table, copy, size, size);
        return (nint*)copy;
    }
}
