using System.Data.Common;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage;

/// <summary>How much room the data takes, and how much is left.</summary>
public sealed class DataSizes(DataDirectory data, IPrimaryStore store)
{
    /// <summary>Free room on the disk of the data folder, in bytes.</summary>
    /// <exception cref="IOException">The disk is gone.</exception>
    public long FreeBytes => new DriveInfo(data.Path).AvailableFreeSpace;

    /// <summary>Size of that disk in bytes.</summary>
    /// <exception cref="IOException">The disk is gone.</exception>
    public long DiskBytes => new DriveInfo(data.Path).TotalSize;

    /// <summary>The primary database and the read model, each with its write-ahead log; a read model that is being rebuilt counts too.</summary>
    public IReadOnlyList<(string Name, long Bytes)> Databases => [("primary", store is PrimaryFile ? SizeOf("superfone.db*") : SizeOf(store)), ("read_model", SizeOf("views*.db*"))];

    private static long SizeOf(IPrimaryStore store)
    {
        try
        {
            return store.SizeBytes;
        }
        catch (DbException)
        {
            return 0;
        }
    }

    private long SizeOf(string names) => new DirectoryInfo(data.Path).EnumerateFiles(names).Sum(SizeOf);

    // A rebuild may just have deleted it.
    private static long SizeOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
