using System.Globalization;
using System.Text.RegularExpressions;
using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>The conversation of a call. Its timing depends on the plan alone, so that the audio can be computed from a URL.</summary>
internal sealed partial class Conversation
{
    private const double CharactersPerSecond = 15;

    // 1,25,000
    private static readonly NumberFormatInfo Lakhs = new() { NumberGroupSizes = [3, 2] };

    private static readonly Dictionary<string, Script> Scripts = Script.All.ToDictionary();

    private readonly Dictionary<string, Name> _slots;
    private readonly Lines _lines;
    private readonly RandomSource _random;

    /// <summary>Creates the conversation of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="parties">The names of the speakers; not needed for the timing.</param>
    public Conversation(ConversationPlan plan, Parties? parties = null)
    {
        Plan = plan;
        Script = Scripts[plan.Script];
        _lines = plan.Language == Language.Hindi ? Script.Hi : Script.En;
        _random = new RandomSource(plan.Seed);
        Turns = Compose(Script.Greetings[plan.Language == Language.Hindi ? "hi" : "en"]);
        _slots = new(StringComparer.Ordinal)
        {
            ["agent"] = parties?.Agent ?? Same(""),
            ["customer"] = parties?.Customer ?? Same(""),
            ["org"] = Same(parties?.Organization ?? ""),
            ["product"] = parties?.Product ?? Same(""),
            ["city"] = parties?.City ?? Same(""),
            ["day"] = _random.OneOf(NameLists.Days),
            ["time"] = _random.OneOf(NameLists.Times),
            ["price"] = Same((_random.Between(25, 480) * 1000).ToString("N0", Lakhs)),
            ["order"] = Same($"KH-{_random.Between(2000, 9999)}"),
        };
    }

    /// <summary>The plan.</summary>
    public ConversationPlan Plan { get; }

    /// <summary>The script.</summary>
    public Script Script { get; }

    /// <summary>The turns, with their templates.</summary>
    public IReadOnlyList<SpokenTurn> Turns { get; }

    /// <summary>The length in whole seconds: the call's talk time and the length of the audio.</summary>
    public int Seconds => (int)Math.Ceiling(Turns[^1].End + 0.6);

    /// <summary>The transcript.</summary>
    public IReadOnlyList<TranscriptTurn> Transcript() =>
        [.. Turns.Select(turn => new TranscriptTurn(turn.IsAgent ? "agent" : "customer", Sentence(turn.Template), turn.Start, turn.End))];

    /// <summary>The summary text.</summary>
    public string Summary() => Sentence(new RandomSource(Plan.Seed).OneOf(_lines.Summaries));

    /// <summary>The insights, with the customer's sentiment; always in English.</summary>
    public IReadOnlyList<Insight> Insights()
    {
        var insights = _lines.Insights.Select(line => line.Split(": ", 2)).Select(pair => new Insight(pair[0], Capital(Fill(pair[1], Language.English))));
        return [.. insights, new Insight("Sentiment", new RandomSource(Plan.Seed).OneOf(_lines.Sentiments))];
    }

    /// <summary>Fills the placeholders of a template, such as <c>{day}</c>, in the conversation's language.</summary>
    public string Fill(string template) => Fill(template, Plan.Language);

    private string Fill(string template, Language language) => Gap().Replace(template, gap => _slots[gap.Groups[1].Value].In(language));

    private string Sentence(string template) => Capital(Fill(template));

    // A turn may begin with a placeholder: "{day}, after {time}."
    private static string Capital(string text) => text is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : "";

    private static Name Same(string text) => new(text, text);

    private List<SpokenTurn> Compose(Greetings greetings)
    {
        List<string> lines = Plan.IsInbound
            ? [_random.OneOf(greetings.Inbound), _random.OneOf(_lines.Asks)]
            : [_random.OneOf(greetings.Outbound), _random.OneOf(_lines.Calls)];
        if (Plan.IsInbound && !Script.IsStranger)
            lines.Add(_random.OneOf(greetings.Names));
        var body = _random.SomeOf(_lines.Body, _random.Between((_lines.Body.Count + 1) / 2, _lines.Body.Count));
        lines.AddRange(body);
        if (!Script.IsStranger && _random.Happens(0.35))
            lines.Insert(lines.Count - (body.Count / 2), _random.OneOf(greetings.Holds));
        lines.Add(_random.OneOf(greetings.Ends));
        return Time(lines.SelectMany(line => line.Split(" | ")));
    }

    private List<SpokenTurn> Time(IEnumerable<string> parts)
    {
        List<SpokenTurn> turns = [];
        var clock = _random.Between(0.5, 1.4);
        foreach (var part in parts)
        {
            if (part == "H")
            {
                clock += _random.Between(6, 40);
                continue;
            }

            // Tenths of seconds, as in Superfone's samples.
            var start = Math.Round(clock, 1);
            var end = Math.Round(start + 0.5 + ((part.Length - 3) / (CharactersPerSecond * _random.Between(0.85, 1.15))), 1);
            turns.Add(new SpokenTurn(part[0] == 'A', part[3..], start, end));
            clock = end + _random.Between(0.2, 0.9);
        }

        return turns;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();
}

/// <summary>Determines the turns of a conversation and their timing.</summary>
/// <param name="Script">Name of its script, such as <c>price</c>.</param>
/// <param name="Language">The language.</param>
/// <param name="IsInbound">Whether the customer called.</param>
/// <param name="Seed">The seed of the random choices.</param>
internal sealed record ConversationPlan(string Script, Language Language, bool IsInbound, int Seed);

/// <summary>The speakers, and the subject of their conversation.</summary>
/// <param name="Agent">The agent's first name.</param>
/// <param name="Customer">The customer's first name.</param>
/// <param name="Organization">The business's name.</param>
/// <param name="Product">The product that the customer wants.</param>
/// <param name="City">The customer's city.</param>
internal sealed record Parties(Name Agent, Name Customer, string Organization, Name Product, Name City);

/// <summary>One turn.</summary>
/// <param name="IsAgent">Whether the agent speaks.</param>
/// <param name="Template">The text, with placeholders for names.</param>
/// <param name="Start">Seconds from the beginning.</param>
/// <param name="End">Seconds from the beginning.</param>
internal sealed record SpokenTurn(bool IsAgent, string Template, double Start, double End);
