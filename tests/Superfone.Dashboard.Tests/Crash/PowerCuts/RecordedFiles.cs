using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

/// <summary>
/// A default file system of SQLite that records the operations of the real one. It
/// replaces the functions that change files; everything else stays as it is.
/// </summary>
internal static unsafe class RecordedFiles
{
    /// <summary>The environment variable that names the record.</summary>
    public const string Variable = "SUPERFONE_RECORD_WRITES";

    private const int Create = 4;

    private static readonly Lock Recording = new();
    private static readonly ConcurrentDictionary<nint, string> Paths = new();
    private static readonly ConcurrentDictionary<nint, nint> Methods = new();
    private static FileStream? _record;

    /// <summary>Records from now on.</summary>
    /// <param name="record">The file to append to.</param>
    public static void Install(string record)
    {
        _record = new FileStream(record, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var own = SqliteFileSystem.Copy();
        own[5] = (nint)(delegate* unmanaged<nint*, byte*, nint*, int, int*, int>)&Open;
        own[6] = (nint)(delegate* unmanaged<nint*, byte*, int, int>)&Delete;
        SqliteFileSystem.Register(own, "recorded");
    }

    private static void Record(FileOperation operation, string path, long number, ReadOnlySpan<byte> bytes = default)
    {
        lock (Recording)
            FileRecord.Append(_record!, operation, path, number, bytes);
    }

    [UnmanagedCallersOnly]
    private static int Open(nint* fileSystem, byte* path, nint* file, int flags, int* outFlags)
    {
        var result = ((delegate* unmanaged<nint*, byte*, nint*, int, int*, int>)SqliteFileSystem.Default[5])(fileSystem, path, file, flags, outFlags);
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
        var methods = SqliteFileSystem.CopyMethods(original);
        methods[1] = (nint)(delegate* unmanaged<nint*, int>)&Close;
        methods[3] = (nint)(delegate* unmanaged<nint*, byte*, int, long, int>)&Write;
        methods[4] = (nint)(delegate* unmanaged<nint*, long, int>)&Truncate;
        methods[5] = (nint)(delegate* unmanaged<nint*, int, int>)&Sync;
        return (nint)methods;
    }

    [UnmanagedCallersOnly]
    private static int Close(nint* file)
    {
        var close = (delegate* unmanaged<nint*, int>)SqliteFileSystem.Original(file)[1];
        Paths.TryRemove((nint)file, out _);
        return close(file);
    }

    [UnmanagedCallersOnly]
    private static int Write(nint* file, byte* bytes, int length, long offset)
    {
        var result = ((delegate* unmanaged<nint*, byte*, int, long, int>)SqliteFileSystem.Original(file)[3])(file, bytes, length, offset);
        if (result == 0)
            Record(FileOperation.Write, Paths[(nint)file], offset, new ReadOnlySpan<byte>(bytes, length));
        return result;
    }

    [UnmanagedCallersOnly]
    private static int Truncate(nint* file, long size)
    {
        var result = ((delegate* unmanaged<nint*, long, int>)SqliteFileSystem.Original(file)[4])(file, size);
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
        var result = ((delegate* unmanaged<nint*, int, int>)SqliteFileSystem.Original(file)[5])(file, flags);
        if (result == 0)
            Record(FileOperation.Sync, Paths[(nint)file], begin);
        return result;
    }

    [UnmanagedCallersOnly]
    private static int Delete(nint* fileSystem, byte* path, int isDurable)
    {
        var result = ((delegate* unmanaged<nint*, byte*, int, int>)SqliteFileSystem.Default[6])(fileSystem, path, isDurable);
        if (result == 0)
            Record(FileOperation.Delete, Marshal.PtrToStringUTF8((nint)path)!, isDurable);
        return result;
    }
}
