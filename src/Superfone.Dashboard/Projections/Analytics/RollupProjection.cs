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
    private readonly CallerProjection _callers = new(readModel);

    /// <summary>Writes the notes of the batch.</summary>
    public void Finish(Batch batch)
    {
        Dictionary<(string PhoneKey, int Day), (long Calls, long Inbound)> callers = [];
        Dictionary<CallKey, CallFigures> calls = [];
        isolation.Each(ProjectionStep.Rollup, batch, batch.Rollups.Calls, note => note.Call.CdrId, note => Add(note.Call, note.Sign), () =>
        {
            calls.Clear();
            callers.Clear();
        });
        isolation.Each(ProjectionStep.Rollup, batch, calls.Where(pair => pair.Value != CallFigures.None).ToList(), pair => pair.Key, pair => Save(pair.Key, pair.Value));
        isolation.Each(
            ProjectionStep.Rollup, batch, callers.Where(pair => pair.Value != default).ToList(), pair => pair.Key,
            pair => _callers.Add(pair.Key.PhoneKey, pair.Key.Day, pair.Value.Calls, pair.Value.Inbound));

        Dictionary<(TallyKind Kind, int Day, string Key), (long Count, long Seconds)> tallies = [];
        isolation.Each(ProjectionStep.Rollup, batch, batch.Rollups.Tallies, note => note, Tally, tallies.Clear);
        isolation.Each(ProjectionStep.Rollup, batch, tallies, pair => pair.Key, pair => Save(pair.Key, pair.Value.Count, pair.Value.Seconds));

        void Add(Call call, int sign)
        {
            // If a call is outside the calendar, none of its sums may change.
            var keys = KeysOf(call).ToList();
            var figures = sign < 0 ? CallFigures.None - CallFigures.Of(call) : CallFigures.Of(call);
            foreach (var key in keys)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(calls, key, out _);
                sum = sum is null ? figures : sum + figures;
            }

            if (call is { PhoneKey: { } phone, Mark: null })
            {
                ref var caller = ref CollectionsMarshal.GetValueRefOrAddDefault(callers, (phone, keys[0].Day), out _);
                caller = (caller.Calls + sign, caller.Inbound + (call.Direction == CallDirection.Inbound ? sign : 0));
            }
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

    private void Save(CallKey key, CallFigures figures) =>
        readModel.Rollups.Add(new CallCount { Kind = key.Kind, Day = key.Day, AccountKey = key.Account, Key = key.Key, Figures = figures });

    private void Save((TallyKind Kind, int Day, string Key) key, long count, long seconds)
    {
        if (count != 0 || seconds != 0)
            readModel.Rollups.Add(new Tally { Kind = key.Kind, Day = key.Day, Key = key.Key, Count = count, Seconds = seconds });
    }

    private readonly record struct CallKey(CallCountKind Kind, int Day, string Account, string Key);
}
