using System.Globalization;

namespace Superfone.Simulation;

/// <summary>Several businesses at the same time, each with numbers, people and choices of its own.</summary>
internal static class Businesses
{
    private const int MostAgents = 10;

    /// <summary>The options of one of them. The first is the business of a simulation of one.</summary>
    public static SimulationOptions Nth(SimulationOptions options, int index)
    {
        if (index == 0)
            return options with { Businesses = 1 };

        // Three digits in the middle of each number tell the businesses apart.
        var middle = index.ToString("000", CultureInfo.InvariantCulture);
        return options with
        {
            Businesses = 1,
            Seed = unchecked(options.Seed + index),
            OrganizationName = $"{options.OrganizationName} {index + 1}",
            Numbers = [$"+918{middle}099999"],
            CustomerPrefix = $"+918{middle}0",
            StaffPrefix = $"+919{middle}0000",
            FirstUserId = options.FirstUserId + (index * MostAgents),
        };
    }

    /// <summary>The events of all, in order of time.</summary>
    public static IEnumerable<SimulatedEvent> Merge(IReadOnlyList<IEnumerable<SimulatedEvent>> businesses)
    {
        var next = new PriorityQueue<IEnumerator<SimulatedEvent>, (DateTime AtUtc, int Business)>();
        foreach (var (index, events) in businesses.Index())
            EnqueueNext(events.GetEnumerator(), index);
        while (next.TryDequeue(out var events, out var due))
        {
            // Each business numbers its customers from one: what is about one of them stays in order.
            yield return events.Current with { Partition = events.Current.Partition + due.Business };
            EnqueueNext(events, due.Business);
        }

        void EnqueueNext(IEnumerator<SimulatedEvent> events, int business)
        {
            if (events.MoveNext())
                next.Enqueue(events, (events.Current.AtUtc, business));
        }
    }
}
