using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Storage.Primary.Bodies;

/// <summary>A body as it is stored in the log.</summary>
/// <param name="Bytes">See <see cref="Delivery.Body"/>.</param>
/// <param name="SizeBytes">See <see cref="Delivery.SizeBytes"/>.</param>
/// <param name="Dictionary">See <see cref="Delivery.Dictionary"/>.</param>
/// <param name="Encoding">See <see cref="Delivery.Encoding"/>.</param>
public sealed record StoredBody(byte[] Bytes, int SizeBytes, int? Dictionary, string? Encoding)
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    internal const string Columns = "Body, SizeBytes, Dictionary, Encoding";

    /// <summary>The same for a database that may be of an older version, which does not have all of them.</summary>
    internal static string ColumnsOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info('Deliveries')";
        using var reader = command.ExecuteReader();
        List<string> existing = [];
        while (reader.Read())
            existing.Add(reader.GetString(0));
        return string.Join(", ", Columns.Split(", ").Select(column => existing.Contains(column) ? column : "NULL"));
    }

    /// <summary>Reads a row.</summary>
    /// <param name="reader">The reader, whose rows have <see cref="Columns"/>.</param>
    /// <param name="first">The index of the first of them.</param>
    internal static StoredBody Read(DbDataReader reader, int first) => new(
        reader.GetFieldValue<byte[]>(first), reader.GetInt32(first + 1),
        reader.IsDBNull(first + 2) ? null : reader.GetInt32(first + 2), reader.IsDBNull(first + 3) ? null : reader.GetString(first + 3));

    /// <summary>The body as received, byte for byte.</summary>
    /// <exception cref="InvalidDataException">The stored bytes are damaged.</exception>
    public byte[] Received()
    {
        if (Dictionary is not { } dictionary)
            return Bytes;
        try
        {
            return BodyDictionary.Decompress(Bytes, dictionary, SizeBytes);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"its stored body is damaged: {error.Message}", error);
        }
    }

    /// <summary>The content of the body: decompressed also if the sender had compressed it. See <see cref="PackedBody.Read"/>.</summary>
    /// <exception cref="InvalidDataException">The stored bytes are damaged.</exception>
    public byte[] Content() => PackedBody.Read(Received(), Encoding);

    /// <summary>The same for showing and searching it, where the stored bytes of one that is damaged are better than an error.</summary>
    public byte[] ContentOrBytes()
    {
        try
        {
            return Content();
        }
        catch (InvalidDataException)
        {
            return Bytes;
        }
    }
}
