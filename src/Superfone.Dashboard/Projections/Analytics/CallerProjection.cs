using System.Globalization;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Analytics;

/// <summary>
/// Maintains how many customers called on each day, and for how many it was the first time. Each is counted with the day of their call
/// before, so that those of several days can be counted once without reading their calls; see <see cref="TallyKind.Caller"/>.
/// </summary>
internal sealed class CallerProjection(ReadModelWriter readModel)
{
    // A day before all others.
    private const int Never = -1;

    /// <summary>Adds calls of a number on a day, or subtracts them.</summary>
    /// <param name="phoneKey">The number, as a key.</param>
    /// <param name="day">The business day: its <see cref="DateOnly.DayNumber"/>.</param>
    /// <param name="calls">The number of calls to add; negative to subtract.</param>
    /// <param name="inbound">The number of inbound ones.</param>
    public void Add(string phoneKey, int day, long calls, long inbound)
    {
        var days = readModel.CallerDays;
        var known = days.Find(phoneKey, day);
        var (callsBefore, inboundBefore) = (known?.Calls ?? 0, known?.Inbound ?? 0);
        var (callsNow, inboundNow) = (callsBefore + calls, inboundBefore + inbound);
        var isMoved = callsBefore > 0 != callsNow > 0 || inboundBefore > 0 != inboundNow > 0;
        var newBefore = isMoved ? NewOn(phoneKey) : null;

        if (callsNow == 0)
            days.Delete(phoneKey, day);
        else
            days.Save(new CallerDay { PhoneKey = phoneKey, Day = day, Calls = callsNow, Inbound = inboundNow });

        if (inboundBefore > 1 != inboundNow > 1)
            Tally(TallyKind.RepeatCaller, day, "", inboundNow > 1 ? 1 : -1);
        if (!isMoved)
            return;
        if (inboundBefore > 0 != inboundNow > 0)
            Link(phoneKey, day, inboundNow > 0 ? 1 : -1);
        var newNow = NewOn(phoneKey);
        if (newBefore != newNow)
        {
            TallyNew(newBefore, -1);
            TallyNew(newNow, 1);
        }
    }

    // The day comes between the number's calls before and after.
    private void Link(string phoneKey, int day, int sign)
    {
        var (before, after) = (readModel.CallerDays.CalledBefore(phoneKey, day), readModel.CallerDays.CalledAfter(phoneKey, day));
        Tally(TallyKind.Caller, day, KeyOf(before), sign);
        if (after is not { } next)
            return;
        Tally(TallyKind.Caller, next, KeyOf(before), -sign);
        Tally(TallyKind.Caller, next, KeyOf(day), sign);
    }

    // The first day on which the number called, and the first on which there was any call with it.
    private (int Called, int Known)? NewOn(string phoneKey) =>
        readModel.CallerDays.CalledAfter(phoneKey, Never) is { } called ? (called, readModel.CallerDays.First(phoneKey)!.Value) : null;

    private void TallyNew((int Called, int Known)? caller, int sign)
    {
        if (caller is { } known)
            Tally(TallyKind.NewCaller, known.Called, KeyOf(known.Known), sign);
    }

    private void Tally(TallyKind kind, int day, string key, int count) => readModel.Rollups.Add(new Tally { Kind = kind, Day = day, Key = key, Count = count });

    private static string KeyOf(int? day) => day?.ToString(CultureInfo.InvariantCulture) ?? "";
}
