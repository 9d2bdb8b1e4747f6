using System.Runtime.CompilerServices;
using ModelContextProtocol;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>Reads the arguments of tools as strictly as the API reads its parameters. Errors name the parameter as the tool does.</summary>
internal static class ToolArguments
{
    /// <summary>The default number of items of an answer.</summary>
    public const int DefaultItems = 20;

    /// <summary>The maximum number of items of an answer: an assistant reads all of it.</summary>
    public const int MostItems = 50;

    /// <summary>What an instant looks like, for descriptions.</summary>
    public const string InstantForm = "ISO 8601, such as 2026-05-15T00:00:00+05:30; UTC without an offset";

    /// <summary>What a limit means, for descriptions.</summary>
    public const string LimitMeaning = "How many to return, 1 to 50.";

    /// <summary>What a cursor means, for descriptions.</summary>
    public const string CursorMeaning = "nextCursor of the previous answer, for the next page.";

    /// <summary>An instant, UTC; <see langword="null"/> if it is not given.</summary>
    /// <exception cref="McpException">It is not an instant.</exception>
    public static DateTime? Instant(string? text, [CallerArgumentExpression(nameof(text))] string name = "") => (DateTime?)Read(text, name, typeof(DateTime));

    /// <summary>A text; <see langword="null"/> if it is not given or blank.</summary>
    /// <exception cref="McpException">It is too long.</exception>
    public static string? Text(string? text, [CallerArgumentExpression(nameof(text))] string name = "") => (string?)Read(text, name, typeof(string));

    /// <summary>Words to search for; <see langword="null"/> if they are not given or blank.</summary>
    /// <exception cref="McpException">There are too many.</exception>
    public static string? Words(string? text, [CallerArgumentExpression(nameof(text))] string name = "") => Text(text, name) is not { } words ? null
        : QueryLimits.HasTooManyWords(words) ? throw new McpException($"{name}: {QueryLimits.TooManyWords}") : words;

    /// <summary>The number of items to return.</summary>
    /// <exception cref="McpException">It is not within the limits.</exception>
    public static int Limit(int limit) => limit is >= 1 and <= MostItems ? limit : throw new McpException($"limit: {limit} is not a number from 1 to {MostItems}.");

    private static object? Read(string? text, string name, Type type)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var (value, expected) = QueryText.Read(text, type);
        return expected is null ? value : throw new McpException($"{name}: '{QueryLimits.Quote(text)}' is not {expected}.");
    }
}
