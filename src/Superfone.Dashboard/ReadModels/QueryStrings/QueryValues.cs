using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.ReadModels.QueryStrings;

/// <summary>The parameters of a page's URL. An invalid value is reported as a problem and otherwise ignored, so that the page still shows something.</summary>
/// <param name="query">The parameters.</param>
/// <param name="problems">Receives a sentence for each invalid value.</param>
public sealed class QueryValues(IReadOnlyDictionary<string, StringValues> query, ICollection<string> problems)
{
    private const int MostProblems = 20;

    /// <summary>A value as text; <see langword="null"/> if it is absent or blank.</summary>
    public string? Text(string name)
    {
        var text = Texts.Filled(query.GetValueOrDefault(name).FirstOrDefault());
        if (text is not { Length: > QueryLimits.MostCharacters })
            return text;
        AddProblem($"{name}: '{QueryLimits.Quote(text)}' is not at most {QueryLimits.MostCharacters} characters long.");
        return null;
    }

    /// <summary>Search words; <see langword="null"/> if they are absent or too many.</summary>
    public string? Words(string name)
    {
        if (Text(name) is not { } text || !QueryLimits.HasTooManyWords(text))
            return Text(name);
        AddProblem($"{name}: {QueryLimits.TooManyWords}");
        return null;
    }

    /// <summary>A value of a type that <see cref="QueryText"/> can read; <see langword="null"/> if it is absent or invalid.</summary>
    public T? Read<T>(string name)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var (value, expected) = QueryText.Read(text, typeof(T));
        if (expected is not null)
            AddProblem($"{name}: '{QueryLimits.Quote(text)}' is not {expected}.");
        return (T?)value;
    }

    /// <summary>Reports unknown parameters.</summary>
    /// <param name="isKnown">Whether a parameter with a name exists.</param>
    /// <param name="of">The items that are filtered, such as <c>calls</c>.</param>
    public void RefuseOthers(Predicate<string> isKnown, string of)
    {
        foreach (var name in query.Keys.Where(name => !isKnown(name)).Take(MostProblems))
            AddProblem($"{QueryLimits.Quote(name)}: {of} have no such filter.");
    }

    private void AddProblem(string problem)
    {
        if (problems.Count < MostProblems && !problems.Contains(problem))
            problems.Add(problem);
    }

    /// <summary>Formats a value for a URL, in the form in which it is read.</summary>
    public static string? TextOf(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        DateTime instant => instant.ToString(instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "O", CultureInfo.InvariantCulture),
        Enum name => JsonNamingPolicy.CamelCase.ConvertName(name.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
