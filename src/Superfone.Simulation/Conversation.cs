using System.Globalization;
using System.Text.RegularExpressions;
using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>One call's conversation: who says what when. Its timing follows from the plan alone, so that audio can be made from a URL.</summary>
internal sealed partial class Conversation
{
    private const double CharactersPerSecond = 15;

    // 1,25,000
    private static readonly NumberFormatInfo Lakhs = new() { NumberGroupSizes = [3, 2] };

    private static readonly Dictionary<string, Script> Scripts = Script.All.ToDictionary();

    private readonly Dictionary<string, Name> _slots;
    private readonly Lines _lines;
    private readonly Draw _draw;

    /// <summary>The conversation of a plan, between people of some names.</summary>
    /// <param name="plan">What it follows from.</param>
    /// <param name="parties">Who speaks; without them only the timing counts.</param>
    public Conversation(ConversationPlan plan, Parties? parties = null)
    {
        Plan = plan;
        Script = Scripts[plan.Script];
        _lines = plan.Language == Language.Hindi ? Script.Hi : Script.En;
        _draw = new Draw(plan.Seed);
        Turns = Compose(Script.Greetings[plan.Language == Language.Hindi ? "hi" : "en"]);
        _slots = new(StringComparer.Ordinal)
        {
            ["agent"] = parties?.Agent ?? Same(""),
            ["customer"] = parties?.Customer ?? Same(""),
            ["org"] = Same(parties?.Organization ?? ""),
            ["product"] = parties?.Product ?? Same(""),
            ["city"] = parties?.City ?? Same(""),
            ["day"] = _draw.Of(Names.Days),
            ["time"] = _draw.Of(Names.Times),
            ["price"] = Same((_draw.Between(25, 480) * 1000).ToString("N0", Lakhs)),
            ["order"] = Same($"KH-{_draw.Between(2000, 9999)}"),
        };
    }

    /// <summary>What it follows from.</summary>
    public ConversationPlan Plan { get; }

    /// <summary>What it is about.</summary>
    public Script Script { get; }

    /// <summary>The turns, as their templates.</summary>
    public IReadOnlyList<SpokenTurn> Turns { get; }

    /// <summary>How long it lasts, in whole seconds: the call's talk time and the audio's length.</summary>
    public int Seconds => (int)Math.Ceiling(Turns[^1].End + 0.6);

    /// <summary>The turns as they are said.</summary>
    public IReadOnlyList<TranscriptTurn> Transcript() =>
        [.. Turns.Select(turn => new TranscriptTurn(turn.IsAgent ? "agent" : "customer", Sentence(turn.Template), turn.Start, turn.End))];

    /// <summary>What the AI makes of it.</summary>
    public string Summary() => Sentence(new Draw(Plan.Seed).Of(_lines.Summaries));

    /// <summary>The insights, with the customer's mood. They are in English, whatever was spoken.</summary>
    public IReadOnlyList<Insight> Insights()
    {
        var insights = _lines.Insights.Select(line => line.Split(": ", 2)).Select(pair => new Insight(pair[0], Capital(Fill(pair[1], Language.English))));
        return [.. insights, new Insight("Sentiment", new Draw(Plan.Seed).Of(_lines.Sentiments))];
    }

    /// <summary>A template with its gaps filled in the conversation's language; <c>{day}</c> and the like.</summary>
    public string Fill(string template) => Fill(template, Plan.Language);

    private string Fill(string template, Language language) => Gap().Replace(template, gap => _slots[gap.Groups[1].Value].In(language));

    private string Sentence(string template) => Capital(Fill(template));

    // A turn may begin with a gap: "{day}, after {time}."
    private static string Capital(string text) => text is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : "";

    private static Name Same(string text) => new(text, text);

    private List<SpokenTurn> Compose(Greetings greetings)
    {
        List<string> lines = Plan.IsInbound
            ? [_draw.Of(greetings.Inbound), _draw.Of(_lines.Asks)]
            : [_draw.Of(greetings.Outbound), _draw.Of(_lines.Calls)];
        if (Plan.IsInbound && !Script.IsStranger)
            lines.Add(_draw.Of(greetings.Names));
        var body = _draw.Some(_lines.Body, _draw.Between((_lines.Body.Count + 1) / 2, _lines.Body.Count));
        lines.AddRange(body);
        if (!Script.IsStranger && _draw.Happens(0.35))
            lines.Insert(lines.Count - (body.Count / 2), _draw.Of(greetings.Holds));
        lines.Add(_draw.Of(greetings.Ends));
        return Time(lines.SelectMany(line => line.Split(" | ")));
    }

    private List<SpokenTurn> Time(IEnumerable<string> parts)
    {
        List<SpokenTurn> turns = [];
        var clock = _draw.Between(0.5, 1.4);
        foreach (var part in parts)
        {
            if (part == "H")
            {
                clock += _draw.Between(6, 40);
                continue;
            }

            // Tenths of seconds, as the sender's samples have them.
            var start = Math.Round(clock, 1);
            var end = Math.Round(start + 0.5 + ((part.Length - 3) / (CharactersPerSecond * _draw.Between(0.85, 1.15))), 1);
            turns.Add(new SpokenTurn(part[0] == 'A', part[3..], start, end));
            clock = end + _draw.Between(0.2, 0.9);
        }

        return turns;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();
}

/// <summary>All that a conversation's turns and their timing follow from.</summary>
/// <param name="Script">Name of its script, such as <c>price</c>.</param>
/// <param name="Language">What is spoken.</param>
/// <param name="IsInbound">Whether the customer called.</param>
/// <param name="Seed">What is left to chance.</param>
internal sealed record ConversationPlan(string Script, Language Language, bool IsInbound, int Seed);

/// <summary>Who speaks, and of what.</summary>
/// <param name="Agent">The agent's first name.</param>
/// <param name="Customer">The customer's first name.</param>
/// <param name="Organization">The business's name.</param>
/// <param name="Product">What the customer wants.</param>
/// <param name="City">Where the customer lives.</param>
internal sealed record Parties(Name Agent, Name Customer, string Organization, Name Product, Name City);

/// <summary>One turn.</summary>
/// <param name="IsAgent">Whether the agent speaks.</param>
/// <param name="Template">What is said, with gaps for names.</param>
/// <param name="Start">Seconds from the beginning.</param>
/// <param name="End">Seconds from the beginning.</param>
internal sealed record SpokenTurn(bool IsAgent, string Template, double Start, double End);
