namespace Superfone.Dashboard.Domain.Privacy;

/// <summary>What identifies one or more people in the log, so that it can be erased. Itself personal: it is deleted with the last of them.</summary>
public sealed record PersonKeys
{
    /// <summary>Superfone's keys of the contacts.</summary>
    public ISet<long> ContactIds { get; init; } = new HashSet<long>();

    /// <summary>The keys of their numbers, now and before, see <see cref="PhoneBook"/>; without those that other contacts have as well.</summary>
    public ISet<string> Phones { get; init; } = new HashSet<string>();

    /// <summary>Their e-mail addresses, now and before.</summary>
    public ISet<string> Emails { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Their names, now and before.</summary>
    public ISet<string> Names { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Superfone's keys of their calls.</summary>
    public ISet<long> Calls { get; init; } = new HashSet<long>();

    /// <summary>The UUIDs of their calls and summaries.</summary>
    public ISet<string> Uuids { get; init; } = new HashSet<string>();

    /// <summary>Superfone's keys of their tasks.</summary>
    public ISet<long> Tasks { get; init; } = new HashSet<long>();
}
