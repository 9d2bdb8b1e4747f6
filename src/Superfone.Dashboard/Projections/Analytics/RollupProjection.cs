using System.Globalization;
using System.Runtime.InteropServices;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Analytics;

/// <summary>Keeps what calls, contacts and returns come to by day: adds up what a batch has noted, and writes each touched row once.</summary>
internal sealed class RollupProjection(ReadModelWriter readModel, BusinessCalendar calendar, Isolation isolation)
{
    private const string SaveCalls =
        "INSERT INTO CallCounts (Kind, Day, AccountKey, \"Key\", Calls, Inbound, Outbound, Answered, Missed, Offered, InboundAnswered, "
        + "OutboundAnswered, OutboundEnded, TalkSeconds, Rung, RingingSeconds) "
        + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO UPDATE SET Calls = Calls + excluded.Calls, "
        + "Inbound = Inbound + excluded.Inbound, Outbound = Outbound + excluded.Outbound, Answered = Answered + excluded.Answered, "
        + "Missed = Missed + excluded.Missed, Offered = Offered + excluded.Offered, InboundAnswered = InboundAnswered + excluded.InboundAnswered, "
        + "OutboundAnswered = OutboundAnswered + excluded.OutboundAnswered, OutboundEnded = OutboundEnded + excluded.OutboundEnded, "
        + "TalkSeconds = TalkSeconds + excluded.TalkSeconds, Rung = Rung + excluded.Rung, RingingSeconds = RingingSeconds + excluded.RingingSeconds";

    private const string SaveTally =
        "INSERT INTO Tallies (Kind, Day, \"Key\", Count, Seconds) VALUES ($0, $1, $2, $3, $4) "
        + "ON CONFLICT DO UPDATE SET Count = Count + excluded.Count, Seconds = Seconds + excluded.Seconds";

    /// <summary>Writes what the batch has noted.</summary>
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
            // A call that has no place in the calendar must leave no sum half added up.
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

    private void Save(CallKey key, CallSums sums)
    {
        readModel.Execute(
            SaveCalls, (int)key.Kind, key.Day, key.Account, key.Key, sums.Calls, sums.Inbound, sums.Outbound, sums.Answered, sums.Missed,
            sums.Offered, sums.InboundAnswered, sums.OutboundAnswered, sums.OutboundEnded, sums.TalkSeconds, sums.Rung, sums.RingingSeconds);
        if (sums.Calls < 0)
        {
            readModel.Execute(
                "DELETE FROM CallCounts WHERE Kind = $0 AND Day = $1 AND AccountKey = $2 AND \"Key\" = $3 AND Calls = 0",
                (int)key.Kind, key.Day, key.Account, key.Key);
        }
    }

    private void Save((TallyKind Kind, int Day, string Key) key, long count, long seconds)
    {
        if (count == 0 && seconds == 0)
            return;
        readModel.Execute(SaveTally, (int)key.Kind, key.Day, key.Key, count, seconds);
        if (count < 0)
            readModel.Execute("DELETE FROM Tallies WHERE Kind = $0 AND Day = $1 AND \"Key\" = $2 AND Count = 0", (int)key.Kind, key.Day, key.Key);
    }

    private readonly record struct CallKey(CallCountKind Kind, int Day, string Account, string Key);

    private record struct CallSums(
        int Calls,
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
            var (isAnswered, isOutbound) = (call.Outcome == Outcome.Answered, call.Direction == CallDirection.Outbound);
            Calls += sign;
            Outbound += isOutbound ? sign : 0;
            OutboundAnswered += isOutbound && isAnswered ? sign : 0;
            OutboundEnded += isOutbound && call.Outcome != Outcome.InProgress ? sign : 0;
            Missed += call.Missed ? sign : 0;
            Offered += call.IsOffered ? sign : 0;
            if (call.Direction == CallDirection.Inbound)
            {
                Inbound += sign;
                InboundAnswered += isAnswered ? sign : 0;
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
