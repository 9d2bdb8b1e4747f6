using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Superfone.Simulation;

/// <summary>What a conversation is spoken in.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Hindi, in Devanagari.</summary>
    Hindi,
}

/// <summary>What calls are about, with what is then said: one of the files in <c>Scripts</c>.</summary>
internal sealed record Script
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    /// <summary>The scripts by name, such as <c>price</c>, in the order of their names.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, Script>> All =
        [.. Files().Where(name => name != "greetings").Select(name => KeyValuePair.Create(name, Read<Script>(name)))];

    /// <summary>What every conversation begins and ends with, by language: <c>en</c>, <c>hi</c>.</summary>
    public static readonly FrozenDictionary<string, Greetings> Greetings =
        Read<Dictionary<string, Greetings>>("greetings").ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How often it is what a call is about, beside the others.</summary>
    public required double Weight { get; init; }

    /// <summary>Whether the caller may buy something: the lead stage moves.</summary>
    public bool IsLead { get; init; }

    /// <summary>Whether the caller is nobody to keep.</summary>
    public bool IsStranger { get; init; }

    /// <summary>Type of the task that an agent notes down; <see langword="null"/> for none.</summary>
    public string? Task { get; init; }

    /// <summary>Label that the contact gets; <see langword="null"/> for none.</summary>
    public string? Label { get; init; }

    /// <summary>Custom field that is filled in; <see langword="null"/> for none.</summary>
    public string? Field { get; init; }

    /// <summary>In English.</summary>
    public required Lines En { get; init; }

    /// <summary>In Hindi.</summary>
    public required Lines Hi { get; init; }

    private static IEnumerable<string> Files() => Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal);

    private static T Read<T>(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, Reading)!;
    }
}

/// <summary>What is said in one language. A line is <c>C: … | A: …</c>: the turns of customer and agent; <c>H</c> is a silence on hold.</summary>
internal sealed record Lines
{
    /// <summary>How a customer who calls begins.</summary>
    public required IReadOnlyList<string> Asks { get; init; }

    /// <summary>How an agent who calls begins.</summary>
    public required IReadOnlyList<string> Calls { get; init; }

    /// <summary>What follows; some of it, in this order.</summary>
    public required IReadOnlyList<string> Body { get; init; }

    /// <summary>What the AI makes of it.</summary>
    public required IReadOnlyList<string> Summaries { get; init; }

    /// <summary>Insights: <c>title: value</c>.</summary>
    public required IReadOnlyList<string> Insights { get; init; }

    /// <summary>How the customer may sound.</summary>
    public required IReadOnlyList<string> Sentiments { get; init; }
}

/// <summary>What every conversation in a language begins and ends with.</summary>
internal sealed record Greetings
{
    /// <summary>How an agent takes a call.</summary>
    public required IReadOnlyList<string> Inbound { get; init; }

    /// <summary>How an agent who calls introduces themselves.</summary>
    public required IReadOnlyList<string> Outbound { get; init; }

    /// <summary>How a customer's name is asked for.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How somebody is put on hold.</summary>
    public required IReadOnlyList<string> Holds { get; init; }

    /// <summary>How people part.</summary>
    public required IReadOnlyList<string> Ends { get; init; }
}
