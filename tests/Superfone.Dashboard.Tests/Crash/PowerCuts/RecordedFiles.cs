using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

/// <summary>
/// A default file system of SQLite that records the operations of the real one. It copies the tables of functions of the unix file system and
/// replaces those that change files, so that everything else stays as it is.
/// </summary>
internal static unsafe class RecordedFiles
{
    /// <summary>The environment variable that names the record.</summary>
    public const string Variable = "SUPERFONE_RECORD_WRITES";

    private const int FileSystemSize = 168;
    private const int MethodsSize = 152;
    private const int Create = 4;

    private static readonly Lock Recording = new();
    private static readonly ConcurrentDictionary<nint, string> Paths = new();
    private static readonly ConcurrentDictionary<nint, nint> Methods = new();
    private static FileStream? _record;
    private static nint* _unix;

    /// <summary>Records from now on.</summary>
    /// <param name="record">The file to append to.</param>
    public static void Install(string record)
    {
        _record = new FileStream(record, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var sqlite = NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libe_sqlite3.so"));
        _unix = ((delegate* unmanaged<byte*, nint*>)NativeLibrary.GetExport(sqlite, "sqlite3_vfs_find"))(null);
        var own = Copy((nint)_unix, FileSystemSize);

        // int version, int size of a file, int longest path, next, name, application data, open, delete, …
        own[3] = Marshal.StringToCoTaskMemUTF8("recorded");
        own[5] = (nint)(delegate* unmanaged<nint*, byte*, nint*, int, int*, int>)&Open;
        own[6] = (nint)(delegate* unmanaged<nint*, byte*, int, int>)&Delete;
        var result = ((delegate* unmanaged<nint*, int, int>)NativeLibrary.GetExport(sqlite, "sqlite3_vfs_register"))(own, 1);
        if (result != 0)
            throw new InvalidOperationException($"SQLite refused the file system with {result}.");
    }

    private static nint* Copy(nint table, int size)
    {
        var copy = NativeMemory.AllocZeroed((nuint)size);
        Buffer.MemoryCopy((void*)table, copy, size, size);
        return (nint*)copy;
    }

    private static void Record(FileOperation operation, string path, long number, ReadOnlySpan<byte> bytes = default)
    {
        lock (Recording)
            FileRecord.Append(_record!, operation, path, number, bytes);
    }

    // The first word of a file points to its methods: int version, close, read, write, truncate, sync, …
    private static nint* Original(nint* file) => *(nint**)(*file + MethodsSize);

    [UnmanagedCallersOnly]
    private static int Open(nint* fileSystem, byte* path, nint* file, int flags, int* outFlags)
    {
        var result = ((delegate* unmanaged<nint*, byte*, nint*, int, int*, int>)_unix[5])(fileSystem, path, file, flags, outFlags);
        if (result != 0 || path is null)
            return result;
        var name = Marshal.PtrToStringUTF8((nint)path)!;
        Paths[(nint)file] = name;
        *file = Methods.GetOrAdd(*file, Wrap);
        if ((flags & Create) != 0)
            Record(FileOperation.Open, name, 0);
        return result;
    }

    private static nint Wrap(nint original)
    {
        var methods = Copy(original, MethodsSize + sizeof(nint));
        methods[MethodsSize / sizeof(nint)] = original;
        methods[1] = (nint)(delegate* unmanaged<nint*, int>)&Close;
        methods[3] = (nint)(delegate* unmanaged<nint*, byte*, int, long, int>)&Write;
        methods[4] = (nint)(delegate* unmanaged<nint*, long, int>)&Truncate;
        methods[5] = (nint)(delegate* unmanaged<nint*, int, int>)&Sync;
        return (nint)methods;
    }

    [UnmanagedCallersOnly]
    private static int Close(nint* file)
    {
        var close = (delegate* unmanaged<nint*, int>)Original(file)[1];
        Paths.TryRemove((nint)file, out _);
        return close(file);
    }

    [UnmanagedCallersOnly]
    private static int Write(nint* file, byte* bytes, int length, long offset)
    {
        var result = ((delegate* unmanaged<nint*, byte*, int, long, int>)Original(file)[3])(file, bytes, length, offset);
        if (result == 0)
            Record(FileOperation.Write, Paths[(nint)file], offset, new ReadOnlySpan<byte>(bytes, length));
        return result;
    }

    [UnmanagedCallersOnly]
    private static int Truncate(nint* file, long size)
    {
        var result = ((delegate* unmanaged<nint*, long, int>)Original(file)[4])(file, size);
        if (result == 0)
            Record(FileOperation.Truncate, Paths[(nint)file], size);
        return result;
    }

    // What others write meanwhile is not known to be on the disk.
    [UnmanagedCallersOnly]
    private static int Sync(nint* file, int flags)
    {
        long begin;
        lock (Recording)
            begin = _record!.Position;
        var result = ((delegate* unmanaged<nint*, int, int>)Original(file)[5])(file, flags);
        if (result == 0)
            Record(FileOperation.Sync, Paths[(nint)file], begin);
        return result;
    }

    [UnmanagedCallersOnly]
    private static int Delete(nint* fileSystem, byte* path, int isDurable)
    {
        var result = ((delegate* unmanaged<nint*, byte*, int, int>)_unix[6])(fileSystem, path, isDurable);
        if (result == 0)
            Record(FileOperation.Delete, Marshal.PtrToStringUTF8((nint)path)!, isDurable);
        return result;
    }
}
