using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Analytics;

/// <summary>The changes of a batch to the rollups, in order; they are applied once, before the batch ends.</summary>
internal sealed class RollupNotes
{
    private readonly List<(Call Call, int Sign)> _calls = [];
    private readonly List<TallyNote> _tallies = [];

    /// <summary>Calls to add to the rollups (1), and earlier states of calls to subtract (-1).</summary>
    public IReadOnlyList<(Call Call, int Sign)> Calls => _calls;

    /// <summary>All other changes.</summary>
    public IReadOnlyList<TallyNote> Tallies => _tallies;

    /// <summary>The current position, for <see cref="BackTo"/>.</summary>
    public (int Calls, int Tallies) Mark => (_calls.Count, _tallies.Count);

    /// <summary>Discards the changes since a position, because they were rolled back.</summary>
    public void BackTo((int Calls, int Tallies) mark)
    {
        _calls.RemoveRange(mark.Calls, _calls.Count - mark.Calls);
        _tallies.RemoveRange(mark.Tallies, _tallies.Count - mark.Tallies);
    }

    /// <summary>Records that a call is new or has changed.</summary>
    public void CallChanged(Call? before, Call call)
    {
        if (before is not null)
            _calls.Add((before, -1));
        _calls.Add((call, 1));
    }

    /// <summary>Records that a contact is new, or that its first activity or its source has changed.</summary>
    public void ContactChanged((DateTime FirstSeenUtc, string Origin)? before, Contact contact)
    {
        var now = OriginOf(contact);
        if (before == now)
            return;
        if (before is { } old)
            _tallies.Add(new TallyNote(TallyKind.NewContact, old.FirstSeenUtc, old.Origin, -1));
        _tallies.Add(new TallyNote(TallyKind.NewContact, now.FirstSeenUtc, now.Origin, 1));
    }

    /// <summary>Records that a contact moved from one lead stage to another; either may be <see langword="null"/>.</summary>
    public void StageChanged(DateTime atUtc, string? from, string? to)
    {
        if (from == to)
            return;
        if (from is not null)
            _tallies.Add(new TallyNote(TallyKind.StageLeft, atUtc, from, 1));
        if (to is not null)
            _tallies.Add(new TallyNote(TallyKind.StageEntered, atUtc, to, 1));
    }

    /// <summary>Records that a missed call was returned (1), or turned out not to be (-1). Marked numbers are left out.</summary>
    public void Returned(FollowUp followUp, int sign)
    {
        if (followUp is { Mark: null, ReturnedUtc: { } at, SecondsToReturn: { } seconds })
            _tallies.Add(new TallyNote(TallyKind.Returned, at, followUp.LastAgentKey ?? "", sign, sign * seconds));
    }

    /// <summary>A contact's first activity and source.</summary>
    public static (DateTime FirstSeenUtc, string Origin) OriginOf(Contact contact) => (contact.FirstSeenUtc, contact.Origin);

    /// <summary>The title of a contact's lead stage; <see langword="null"/> if it has none.</summary>
    public static string? StageOf(Contact contact) => Texts.Filled(contact.StageTitle) ?? contact.StageId?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A change to a tally.</summary>
/// <param name="Kind">The tally.</param>
/// <param name="AtUtc">The time at which it occurred, UTC.</param>
/// <param name="Key">See <see cref="TallyKind"/>.</param>
/// <param name="Count">The number to add; negative to subtract.</param>
/// <param name="Seconds">See <see cref="Tally.Seconds"/>.</param>
internal readonly record struct TallyNote(TallyKind Kind, DateTime AtUtc, string Key, int Count, long Seconds = 0);
