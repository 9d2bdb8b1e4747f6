using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Analytics;

/// <summary>What a batch changes in the rollups, in the order in which it happened: counted once, before the batch ends.</summary>
internal sealed class RollupNotes
{
    private readonly List<(Call Call, int Sign)> _calls = [];
    private readonly List<TallyNote> _tallies = [];

    /// <summary>Calls that count from now on (1) or as they were no longer (-1).</summary>
    public IReadOnlyList<(Call Call, int Sign)> Calls => _calls;

    /// <summary>The rest.</summary>
    public IReadOnlyList<TallyNote> Tallies => _tallies;

    /// <summary>Where the notes stand, for <see cref="BackTo"/>.</summary>
    public (int Calls, int Tallies) Mark => (_calls.Count, _tallies.Count);

    /// <summary>Forgets what was noted since a mark: it did not happen.</summary>
    public void BackTo((int Calls, int Tallies) mark)
    {
        _calls.RemoveRange(mark.Calls, _calls.Count - mark.Calls);
        _tallies.RemoveRange(mark.Tallies, _tallies.Count - mark.Tallies);
    }

    /// <summary>A call is new, or another than it was.</summary>
    public void CallChanged(Call? before, Call call)
    {
        if (before is not null)
            _calls.Add((before, -1));
        _calls.Add((call, 1));
    }

    /// <summary>A contact was first seen, or it came out that it was earlier or from elsewhere.</summary>
    public void ContactChanged((DateTime FirstSeenUtc, string Origin)? before, Contact contact)
    {
        var now = OriginOf(contact);
        if (before == now)
            return;
        if (before is { } old)
            _tallies.Add(new TallyNote(TallyKind.NewContact, old.FirstSeenUtc, old.Origin, -1));
        _tallies.Add(new TallyNote(TallyKind.NewContact, now.FirstSeenUtc, now.Origin, 1));
    }

    /// <summary>A contact passed from one lead stage to another; either may be none.</summary>
    public void StageChanged(DateTime atUtc, string? from, string? to)
    {
        if (from == to)
            return;
        if (from is not null)
            _tallies.Add(new TallyNote(TallyKind.StageLeft, atUtc, from, 1));
        if (to is not null)
            _tallies.Add(new TallyNote(TallyKind.StageEntered, atUtc, to, 1));
    }

    /// <summary>A missed caller was talked to again (1), or after all not so (-1).</summary>
    public void Returned(FollowUp followUp, int sign)
    {
        if (followUp is { ReturnedUtc: { } at, SecondsToReturn: { } seconds })
            _tallies.Add(new TallyNote(TallyKind.Returned, at, followUp.LastAgentKey ?? "", sign, sign * seconds));
    }

    /// <summary>When a contact was first seen, and where it came from.</summary>
    public static (DateTime FirstSeenUtc, string Origin) OriginOf(Contact contact) => (contact.FirstSeenUtc, contact.Origin);

    /// <summary>What a contact's lead stage is called; <see langword="null"/> where it has none.</summary>
    public static string? StageOf(Contact contact) => Texts.Filled(contact.StageTitle) ?? contact.StageId?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Something to tally.</summary>
/// <param name="Kind">What.</param>
/// <param name="AtUtc">When it occurred, UTC.</param>
/// <param name="Key">See <see cref="TallyKind"/>.</param>
/// <param name="Count">How often; negative for what is taken back.</param>
/// <param name="Seconds">See <see cref="Tally.Seconds"/>.</param>
internal readonly record struct TallyNote(TallyKind Kind, DateTime AtUtc, string Key, int Count, long Seconds = 0);
