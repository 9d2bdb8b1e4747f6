using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Superfone.Simulation;

/// <summary>The language of a conversation.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Hindi, in Devanagari.</summary>
    Hindi,
}

/// <summary>The subject of calls, with its lines: one of the files in <c>Scripts</c>.</summary>
internal sealed record Script
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    /// <summary>The scripts by name, such as <c>price</c>, in order of name.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, Script>> All =
        [.. Files().Where(name => name != "greetings").Select(name => KeyValuePair.Create(name, Read<Script>(name)))];

    /// <summary>The lines that begin and end every conversation, by language: <c>en</c>, <c>hi</c>.</summary>
    public static readonly FrozenDictionary<string, Greetings> Greetings =
        Read<Dictionary<string, Greetings>>("greetings").ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Its frequency, relative to the others.</summary>
    public required double Weight { get; init; }

    /// <summary>Whether the caller may buy something, so that the lead stage advances.</summary>
    public bool IsLead { get; init; }

    /// <summary>Whether the caller does not become a contact.</summary>
    public bool IsStranger { get; init; }

    /// <summary>Type of the task that the agent creates; <see langword="null"/> for none.</summary>
    public string? Task { get; init; }

    /// <summary>Label that the contact gets; <see langword="null"/> for none.</summary>
    public string? Label { get; init; }

    /// <summary>Custom field that is filled in; <see langword="null"/> for none.</summary>
    public string? Field { get; init; }

    /// <summary>The lines in English.</summary>
    public required Lines En { get; init; }

    /// <summary>The lines in Hindi.</summary>
    public required Lines Hi { get; init; }

    private static IEnumerable<string> Files() => Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal);

    private static T Read<T>(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, Reading)!;
    }
}

/// <summary>The lines in one language. A line is <c>C: … | A: …</c>, the turns of customer and agent; <c>H</c> is a silence on hold.</summary>
internal sealed record Lines
{
    /// <summary>First lines of inbound calls.</summary>
    public required IReadOnlyList<string> Asks { get; init; }

    /// <summary>First lines of outbound calls.</summary>
    public required IReadOnlyList<string> Calls { get; init; }

    /// <summary>The lines that follow; a conversation uses some of them, in this order.</summary>
    public required IReadOnlyList<string> Body { get; init; }

    /// <summary>Summary texts.</summary>
    public required IReadOnlyList<string> Summaries { get; init; }

    /// <summary>Insights: <c>title: value</c>.</summary>
    public required IReadOnlyList<string> Insights { get; init; }

    /// <summary>Sentiments of the customer.</summary>
    public required IReadOnlyList<string> Sentiments { get; init; }
}

/// <summary>The lines that begin and end every conversation in a language.</summary>
internal sealed record Greetings
{
    /// <summary>Greetings of an agent who answers.</summary>
    public required IReadOnlyList<string> Inbound { get; init; }

    /// <summary>Greetings of an agent who calls.</summary>
    public required IReadOnlyList<string> Outbound { get; init; }

    /// <summary>Questions that ask for the customer's name.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Lines that put the other person on hold.</summary>
    public required IReadOnlyList<string> Holds { get; init; }

    /// <summary>Farewells.</summary>
    public required IReadOnlyList<string> Ends { get; init; }
}
