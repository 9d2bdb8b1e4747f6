using System.Text;
using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>Turns what happens into bodies, and does to them what happens on the way: repetition, disorder, nonsense.</summary>
public static class Mail
{
    private const int LongestHold = 6;

    private static readonly string[] UnknownEvents = ["CALL_STARTED", "AGENT_STATUS_CHANGE", "WHATSAPP_MESSAGE"];

    /// <summary>The bodies of a business's traffic, in the order in which they are sent.</summary>
    public static IEnumerable<Outgoing> Of(SimulationOptions options) => Of(Traffic.Of(options), options);

    /// <summary>The bodies of happenings, in the order in which they are sent.</summary>
    /// <param name="happenings">What is told.</param>
    /// <param name="options">How much goes wrong on the way.</param>
    public static IEnumerable<Outgoing> Of(IEnumerable<Happening> happenings, SimulationOptions options)
    {
        // Chance of its own, so that what goes wrong changes nothing of what happens.
        var draw = new Draw(~options.Seed);
        List<(Outgoing Held, int Left)> held = [];
        foreach (var happening in happenings)
        {
            var outgoing = new Outgoing(happening.AtUtc, EventWriter.Write(happening.Event), EventNames.Of(happening.Event.Kind), happening.Lane);
            if (options.Disorder > 0 && draw.Happens(options.Disorder))
            {
                held.Add((outgoing, draw.Between(1, LongestHold)));
                continue;
            }

            foreach (var sent in Send(outgoing, options, draw))
                yield return sent;
            held = [.. held.Select(one => one with { Left = one.Left - 1 })];
            foreach (var (late, _) in held.Where(one => one.Left == 0))
                yield return late with { AtUtc = outgoing.AtUtc };
            held.RemoveAll(one => one.Left == 0);
        }

        foreach (var (late, _) in held)
            yield return late;
    }

    private static IEnumerable<Outgoing> Send(Outgoing outgoing, SimulationOptions options, Draw draw)
    {
        yield return outgoing;
        if (options.Duplicates > 0 && draw.Happens(options.Duplicates))
            yield return outgoing;
        if (options.Malformed > 0 && draw.Happens(options.Malformed))
            yield return Malformed(outgoing, draw);
        if (options.Unknown > 0 && draw.Happens(options.Unknown))
        {
            var name = draw.Of(UnknownEvents);
            yield return outgoing with { Body = Encoding.UTF8.GetBytes($$"""{"event":"{{name}}","id":{{draw.Seed()}}}"""), EventName = name };
        }
    }

    private static Outgoing Malformed(Outgoing outgoing, Draw draw) => draw.Between(1, 5) switch
    {
        1 => outgoing with { Body = outgoing.Body[..(outgoing.Body.Length / 2)], EventName = null },
        2 => outgoing with { Body = [], EventName = null },
        3 => outgoing with { Body = Encoding.UTF8.GetBytes($"[{draw.Seed()}]"), EventName = null },
        4 => outgoing with { Body = Encoding.UTF8.GetBytes($$"""{"cdr_id":{{draw.Seed()}}}"""), EventName = null },
        _ => outgoing with { Body = Encoding.UTF8.GetBytes($$"""{"event":"ALL_CALLS","cdr_id":"x{{draw.Seed()}}"}"""), EventName = "ALL_CALLS" },
    };
}
