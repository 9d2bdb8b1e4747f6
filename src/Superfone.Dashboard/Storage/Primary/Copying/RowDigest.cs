using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Superfone.Dashboard.Storage.Primary.Copying;

/// <summary>The number of rows of a table, and a hash over all of them that does not depend on their order.</summary>
/// <param name="table">The table.</param>
/// <param name="store">The database that must be able to hold the values as they are hashed.</param>
internal sealed class RowDigest(IEntityType table, PrimaryContext store)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new Microseconds() } };

    private readonly byte[] _sum = new byte[SHA256.HashSizeInBytes];

    private readonly bool _isNarrow = store.Database.IsNpgsql();

    /// <summary>The number of rows.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(object row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var property in table.GetProperties().Where(property => !property.IsShadowProperty()))
        {
            var value = property.PropertyInfo!.GetValue(row);
            Append(hash, property.GetValueConverter() is { } converter ? converter.ConvertToProvider(value) : value);
        }

        foreach (var owned in table.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()))
            Append(hash, JsonSerializer.Serialize(owned.PropertyInfo!.GetValue(row), Json));
        var digest = hash.GetHashAndReset();
        for (var index = 0; index < digest.Length; index++)
            _sum[index] ^= digest[index];
        Count++;
    }

    /// <summary>Whether the rows are the same.</summary>
    public bool IsSameAs(RowDigest other) => Count == other.Count && _sum.AsSpan().SequenceEqual(other._sum);

    private void Append(IncrementalHash hash, object? value)
    {
        var bytes = value switch
        {
            null => [],
            byte[] blob => blob,
            string text => Encoding.UTF8.GetBytes(_isNarrow ? text.Replace('\0', '\uFFFD') : text),
            DateTimeOffset time => BitConverter.GetBytes(Microseconds.Of(time)),
            bool flag => [flag ? (byte)1 : (byte)0],
            Enum number => BitConverter.GetBytes(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
            IFormattable number => Encoding.UTF8.GetBytes(number.ToString(null, CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"A value of the type {value.GetType()} cannot be compared."),
        };
        hash.AppendData(BitConverter.GetBytes(value is null ? -1 : bytes.Length));
        hash.AppendData(bytes);
    }

    /// <summary>Times as exact as PostgreSQL keeps them, also within JSON.</summary>
    private sealed class Microseconds : JsonConverter<DateTimeOffset>
    {
        public static long Of(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMicrosecond;

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(Of(value));
    }
}
