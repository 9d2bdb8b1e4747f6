using System.Globalization;
using System.Runtime.InteropServices;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Analytics;

/// <summary>
/// Maintains the daily sums of calls, contacts and returns: adds up the notes of a batch and writes each affected row once.
/// </summary>
internal sealed class RollupProjection(ReadModelWriter readModel, BusinessCalendar calendar, Isolation isolation)
{
    /// <summary>Writes the notes of the batch.</summary>
    public void Finish(Batch batch)
    {
        Dictionary<CallKey, CallSums> calls = [];
        isolation.Each(ProjectionStep.Rollup, batch, batch.Rollups.Calls, note => note.Call.CdrId, note => Add(note.Call, note.Sign), calls.Clear);
        isolation.Each(ProjectionStep.Rollup, batch, calls.Where(pair => pair.Value != default).ToList(), pair => pair.Key, pair => Save(pair.Key, pair.Value));

        Dictionary<(TallyKind Kind, int Day, string Key), (long Count, long Seconds)> tallies = [];
        isolation.Each(ProjectionStep.Rollup, batch, batch.Rollups.Tallies, note => note, Tally, tallies.Clear);
        isolation.Each(ProjectionStep.Rollup, batch, tallies, pair => pair.Key, pair => Save(pair.Key, pair.Value.Count, pair.Value.Seconds));

        void Add(Call call, int sign)
        {
            // If a call is outside the calendar, none of its sums may change.
            foreach (var key in KeysOf(call).ToList())
                CollectionsMarshal.GetValueRefOrAddDefault(calls, key, out _).Add(call, sign);
        }

        void Tally(TallyNote note)
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, (note.Kind, calendar.DayOf(note.AtUtc).DayNumber, note.Key), out _);
            tally = (tally.Count + note.Count, tally.Seconds + note.Seconds);
        }
    }

    private IEnumerable<CallKey> KeysOf(Call call)
    {
        var started = Domain.Calls.SortKey.InstantOf(call.SortKey);
        var all = new CallKey(CallCountKind.Day, calendar.DayOf(started).DayNumber, call.AccountKey ?? "", "");
        yield return all;
        yield return all with { Kind = CallCountKind.Hour, Key = calendar.ToLocal(started).Hour.ToString("00", CultureInfo.InvariantCulture) };
        yield return all with { Kind = CallCountKind.Disposition, Key = call.Disposition ?? "" };
        if ((call.StaffKey ?? call.StaffName) is { } staff)
            yield return all with { Kind = CallCountKind.Staff, Key = staff };
        foreach (var pressed in IvrKey.Of(call))
            yield return all with { Kind = CallCountKind.IvrKey, Key = pressed.ToString() };
    }

    private void Save(CallKey key, CallSums sums) => readModel.Rollups.Add(new CallCount
    {
        Kind = key.Kind,
        Day = key.Day,
        AccountKey = key.Account,
        Key = key.Key,
        Calls = sums.Calls,
        Marked = sums.Marked,
        Inbound = sums.Inbound,
        Outbound = sums.Outbound,
        Answered = sums.Answered,
        Missed = sums.Missed,
        Offered = sums.Offered,
        InboundAnswered = sums.InboundAnswered,
        OutboundAnswered = sums.OutboundAnswered,
        OutboundEnded = sums.OutboundEnded,
        TalkSeconds = sums.TalkSeconds,
        Rung = sums.Rung,
        RingingSeconds = sums.RingingSeconds,
    });

    private void Save((TallyKind Kind, int Day, string Key) key, long count, long seconds)
    {
        if (count != 0 || seconds != 0)
            readModel.Rollups.Add(new Tally { Kind = key.Kind, Day = key.Day, Key = key.Key, Count = count, Seconds = seconds });
    }

    private readonly record struct CallKey(CallCountKind Kind, int Day, string Account, string Key);

    private record struct CallSums(
        int Calls,
        int Marked,
        int Inbound,
        int Outbound,
        int Answered,
        int Missed,
        int Offered,
        int InboundAnswered,
        int OutboundAnswered,
        int OutboundEnded,
        long TalkSeconds,
        int Rung,
        long RingingSeconds)
    {
        public void Add(Call call, int sign)
        {
            var (isAnswered, isOutbound, isMarked) = (call.Outcome == Outcome.Answered, call.Direction == CallDirection.Outbound, call.Mark is not null);
            Calls += sign;
            Marked += isMarked ? sign : 0;
            Outbound += isOutbound ? sign : 0;
            OutboundAnswered += isOutbound && isAnswered && !isMarked ? sign : 0;
            OutboundEnded += isOutbound && call.Outcome != Outcome.InProgress && !isMarked ? sign : 0;
            Missed += call.Missed && !isMarked ? sign : 0;
            Offered += call.IsOffered ? sign : 0;
            if (call.Direction == CallDirection.Inbound)
            {
                Inbound += sign;
                InboundAnswered += isAnswered && !isMarked ? sign : 0;
            }

            if (isAnswered)
            {
                Answered += sign;
                TalkSeconds += sign * (long)(call.DurationSeconds ?? 0);
            }

            if (call.CountedRingingSeconds is { } ringing)
            {
                Rung += sign;
                RingingSeconds += sign * (long)ringing;
            }
        }
    }
}
