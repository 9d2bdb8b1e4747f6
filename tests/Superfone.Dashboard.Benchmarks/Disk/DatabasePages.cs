using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Benchmarks.Disk;

/// <summary>
/// Counts the pages of each table and index of an SQLite file that nobody uses, by walking its B-trees: the SQLite of the application has no <c>dbstat</c>.
/// </summary>
internal sealed class DatabasePages
{
    private readonly byte[] _file;
    private readonly int _pageSize;

    private DatabasePages(string path)
    {
        _file = File.ReadAllBytes(path);
        _pageSize = BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(16));
    }

    /// <summary>The bytes of each table and index, by name, largest first; the rest is schema and free pages.</summary>
    /// <param name="path">The full path, at most 2 GB.</param>
    public static IReadOnlyList<(string Name, long Bytes)> Read(string path)
    {
        var pages = new DatabasePages(path);
        return [.. Roots(path).Select(root => (root.Name, pages.Count(root.Page) * pages._pageSize)).OrderByDescending(part => part.Item2)];
    }

    private static List<(string Name, int Page)> Roots(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0";
        using var reader = command.ExecuteReader();
        List<(string, int)> roots = [];
        while (reader.Read())
            roots.Add((reader.GetString(0), reader.GetInt32(1)));
        return roots;
    }

    // See "Database File Format" of the SQLite documentation, 1.6.
    private long Count(int number)
    {
        var page = _file.AsSpan((number - 1) * _pageSize, _pageSize);
        var (type, cells) = (page[0], BinaryPrimitives.ReadUInt16BigEndian(page[3..]));
        var isInterior = type is 2 or 5;
        var count = 1L;
        for (var cell = 0; cell < cells; cell++)
        {
            var at = BinaryPrimitives.ReadUInt16BigEndian(page[((isInterior ? 12 : 8) + (2 * cell))..]);
            if (isInterior)
            {
                count += Count(BinaryPrimitives.ReadInt32BigEndian(page[at..]));
                at += 4;
            }

            if (type != 5)
                count += OverflowPages(Varint(page[at..]), isTable: type == 13);
        }

        return isInterior ? count + Count(BinaryPrimitives.ReadInt32BigEndian(page[8..])) : count;
    }

    private long OverflowPages(long payload, bool isTable)
    {
        var most = isTable ? _pageSize - 35 : ((_pageSize - 12) * 64 / 255) - 23;
        if (payload <= most)
            return 0;
        var least = ((_pageSize - 12) * 32 / 255) - 23;
        var local = least + ((payload - least) % (_pageSize - 4));
        return (payload - (local <= most ? local : least) + _pageSize - 5) / (_pageSize - 4);
    }

    private static long Varint(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var index = 0; index < 8; index++)
        {
            value = (value << 7) | (bytes[index] & 0x7FL);
            if (bytes[index] < 0x80)
                return value;
        }

        return (value << 8) | bytes[8];
    }
}
