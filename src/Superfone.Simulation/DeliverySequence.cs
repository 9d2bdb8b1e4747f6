using System.Text;
using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>Turns events into request bodies, and adds errors of delivery: repetitions, reordering, malformed bodies.</summary>
public static class DeliverySequence
{
    private const int LongestHold = 6;

    private static readonly string[] UnknownEvents = ["CALL_STARTED", "AGENT_STATUS_CHANGE", "WHATSAPP_MESSAGE"];

    /// <summary>The deliveries of a simulated business, in the order in which they are sent.</summary>
    public static IEnumerable<OutgoingDelivery> Of(SimulationOptions options) => Of(Traffic.Of(options), options);

    /// <summary>The bodies of events, in the order in which they are sent.</summary>
    /// <param name="events">The events.</param>
    /// <param name="options">The rates of errors.</param>
    public static IEnumerable<OutgoingDelivery> Of(IEnumerable<SimulatedEvent> events, SimulationOptions options)
    {
        // A random source of its own, so that errors do not change the traffic.
        var random = new RandomSource(~options.Seed);
        List<(OutgoingDelivery Held, int Left)> held = [];
        foreach (var simulated in events)
        {
            var outgoing = new OutgoingDelivery(simulated.AtUtc, EventWriter.Write(simulated.Event), EventNames.Of(simulated.Event.Kind), simulated.Partition);
            if (options.Disorder > 0 && random.Happens(options.Disorder))
            {
                held.Add((outgoing, random.Between(1, LongestHold)));
                continue;
            }

            foreach (var sent in Send(outgoing, options, random))
                yield return sent;
            held = [.. held.Select(one => one with { Left = one.Left - 1 })];
            foreach (var (late, _) in held.Where(one => one.Left == 0))
                yield return late with { AtUtc = outgoing.AtUtc };
            held.RemoveAll(one => one.Left == 0);
        }

        foreach (var (late, _) in held)
            yield return late;
    }

    private static IEnumerable<OutgoingDelivery> Send(OutgoingDelivery outgoing, SimulationOptions options, RandomSource random)
    {
        yield return outgoing;
        if (options.Duplicates > 0 && random.Happens(options.Duplicates))
            yield return outgoing;
        if (options.Malformed > 0 && random.Happens(options.Malformed))
            yield return Malformed(outgoing, random);
        if (options.Unknown > 0 && random.Happens(options.Unknown))
        {
            var name = random.OneOf(UnknownEvents);
            yield return outgoing with { Body = Encoding.UTF8.GetBytes($$"""{"event":"{{name}}","id":{{random.Seed()}}}"""), EventName = name };
        }
    }

    private static OutgoingDelivery Malformed(OutgoingDelivery outgoing, RandomSource random) => random.Between(1, 5) switch
    {
        1 => outgoing with { Body = outgoing.Body[..(outgoing.Body.Length / 2)], EventName = null },
        2 => outgoing with { Body = [], EventName = null },
        3 => outgoing with { Body = Encoding.UTF8.GetBytes($"[{random.Seed()}]"), EventName = null },
        4 => outgoing with { Body = Encoding.UTF8.GetBytes($$"""{"cdr_id":{{random.Seed()}}}"""), EventName = null },
        _ => outgoing with { Body = Encoding.UTF8.GetBytes($$"""{"event":"ALL_CALLS","cdr_id":"x{{random.Seed()}}"}"""), EventName = "ALL_CALLS" },
    };
}
