using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>Stores a list or dictionary as JSON text in one column.</summary>
/// <typeparam name="T">The collection's type.</typeparam>
internal sealed class JsonText<T>()
    : ValueConverter<T, string>(value => Write(value), text => Read(text))
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a value as JSON.</summary>
    internal static string Write(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a value from JSON.</summary>
    internal static T Read(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}

/// <summary>
/// Compares by reference. That is enough, because rows of the read model are read without tracking and written as a whole.
/// </summary>
/// <typeparam name="T">The collection's type.</typeparam>
internal sealed class ByReference<T>()
    : ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => value!.GetHashCode())
    where T : class;
