namespace Superfone.Dashboard.Domain;

/// <summary>What somebody may see of the calls, contacts, tasks and follow-ups. Everything that is read for somebody is read through it.</summary>
public sealed record Visibility
{
    /// <summary>Sees everything: the application itself, and people and programs without limits.</summary>
    public static Visibility Everything { get; } = new();

    /// <summary>Sees nothing.</summary>
    public static Visibility Nothing { get; } = new() { Accounts = [] };

    /// <summary>The Superfone numbers whose calls are visible, as keys; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Whether only the calls handled by <see cref="StaffKey"/> and open follow-ups are visible.</summary>
    public bool SeesOwnCallsOnly { get; init; }

    /// <summary>The agent's own number, as a key; <see langword="null"/> if it is not known: no call is then their own.</summary>
    public string? StaffKey { get; init; }

    /// <summary>Whether customers' numbers are masked, see <see cref="NumberMask"/>.</summary>
    public bool MasksNumbers { get; init; }

    /// <summary>Whether a text, such as a label to choose, contains a number that is masked for the reader.</summary>
    public bool Hides(string text) => MasksNumbers && NumberMask.Of(text) != text;

    /// <summary>Whether some rows are not visible.</summary>
    public bool LimitsRows => Accounts is not null || SeesOwnCallsOnly;

    /// <summary>Whether all rows are visible, as they are.</summary>
    public bool IsEverything => !LimitsRows && !MasksNumbers;

    /// <inheritdoc/>
    // The generated equality would treat two lists with the same accounts as different.
    public bool Equals(Visibility? other) => other is not null
        && (SeesOwnCallsOnly, StaffKey, MasksNumbers, Accounts is null) == (other.SeesOwnCallsOnly, other.StaffKey, other.MasksNumbers, other.Accounts is null)
        && (Accounts ?? []).SequenceEqual(other.Accounts ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SeesOwnCallsOnly, StaffKey, MasksNumbers, Accounts?.Count);
}
