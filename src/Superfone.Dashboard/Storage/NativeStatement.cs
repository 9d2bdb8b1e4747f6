using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Superfone.Dashboard.Storage;

/// <summary>
/// The functions of SQLite that projection calls millions of times, without what the general binding spends on each call. They neither wait
/// nor call back, so the runtime need not prepare for a garbage collection while they run.
/// </summary>
internal static class NativeStatement
{
    private const string Library = "e_sqlite3";
    private const int MostOnStack = 512;
    private const nint Copied = -1;
    private const DllImportSearchPath Paths = DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory;

    /// <summary>Binds a text, which is copied.</summary>
    public static int BindText(nint statement, int parameter, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > MostOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[MostOnStack];
        var result = BindText(statement, parameter, ref MemoryMarshal.GetReference(bytes), Encoding.UTF8.GetBytes(value, bytes), Copied);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    /// <summary>Reads a text.</summary>
    public static string Text(nint statement, int column)
    {
        var text = ColumnText(statement, column);
        return text == 0 ? "" : Marshal.PtrToStringUTF8(text, ColumnBytes(statement, column));
    }

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), DefaultDllImportSearchPaths(Paths), SuppressGCTransition]
    public static extern int BindNumber(nint statement, int parameter, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_null"), DefaultDllImportSearchPaths(Paths), SuppressGCTransition]
    public static extern int BindNull(nint statement, int parameter);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), DefaultDllImportSearchPaths(Paths), SuppressGCTransition]
    public static extern long Number(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), DefaultDllImportSearchPaths(Paths), SuppressGCTransition]
    public static extern int Type(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_step"), DefaultDllImportSearchPaths(Paths)]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset"), DefaultDllImportSearchPaths(Paths)]
    public static extern int Reset(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_bind_text"), DefaultDllImportSearchPaths(Paths), SuppressGCTransition]
    private static extern int BindText(nint statement, int parameter, ref byte text, int length, nint destructor);

    [DllImport(Library, EntryPoint = "sqlite3_column_text"), DefaultDllImportSearchPaths(Paths), SuppressGCTransition]
    private static extern nint ColumnText(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes"), DefaultDllImportSearchPaths(Paths), SuppressGCTransition]
    private static extern int ColumnBytes(nint statement, int column);
}
