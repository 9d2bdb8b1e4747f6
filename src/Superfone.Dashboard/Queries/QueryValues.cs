using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Queries;

/// <summary>The values of a page's address. A bad one is named among the problems and counts as absent: a page shows what it can.</summary>
/// <param name="query">The parameters.</param>
/// <param name="problems">Takes a sentence for each bad value.</param>
public sealed class QueryValues(IReadOnlyDictionary<string, StringValues> query, ICollection<string> problems)
{
    /// <summary>A value as text; <see langword="null"/> where it is absent or blank.</summary>
    public string? Text(string name) => Texts.Filled(query.GetValueOrDefault(name).FirstOrDefault());

    /// <summary>A value of a type that <see cref="QueryText"/> can read; <see langword="null"/> where it is absent or bad.</summary>
    public T? Read<T>(string name)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var (value, expected) = QueryText.Read(text, typeof(T));
        if (expected is not null)
            problems.Add($"{name}: '{text}' is not {expected}.");
        return (T?)value;
    }

    /// <summary>How a value is written in an address, so that it is read back the same.</summary>
    public static string? TextOf(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        DateTime instant => instant.ToString(instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "O", CultureInfo.InvariantCulture),
        Enum name => JsonNamingPolicy.CamelCase.ConvertName(name.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
