using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>Figures computed plainly from a list of calls: what every faster way must come to.</summary>
internal static class PlainFigures
{
    public static CallFigures Of(IReadOnlyCollection<Call> calls)
    {
        var inbound = calls.Where(call => call.Direction == CallDirection.Inbound).ToList();
        var outbound = calls.Where(call => call.Direction == CallDirection.Outbound).ToList();
        var customers = calls.Where(call => call.Mark is null).ToList();
        var rung = calls.Where(call => call.RingingSeconds is <= 4 * 60 * 60).ToList();
        return new CallFigures
        {
            Calls = calls.Count,
            Marked = calls.Count - customers.Count,
            Inbound = inbound.Count,
            Outbound = outbound.Count,
            Answered = calls.Count(IsAnswered),
            Missed = customers.Count(call => call.Missed),
            Offered = inbound.Intersect(customers).Count(call => IsAnswered(call) || (call.Missed && call.Outcome != Outcome.Ivr)),
            InboundAnswered = inbound.Intersect(customers).Count(IsAnswered),
            OutboundAnswered = outbound.Intersect(customers).Count(IsAnswered),
            OutboundEnded = outbound.Intersect(customers).Count(call => call.Outcome != Outcome.InProgress),
            TalkSeconds = calls.Where(IsAnswered).Sum(call => call.DurationSeconds ?? 0),
            Rung = rung.Count,
            RingingSeconds = rung.Sum(call => call.RingingSeconds!.Value),
        };
    }

    private static bool IsAnswered(Call call) => call.Outcome == Outcome.Answered;
}
