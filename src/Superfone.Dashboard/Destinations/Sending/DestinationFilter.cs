using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary.Destinations;
using Superfone.Events;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Which events a destination receives.</summary>
/// <param name="destination">The destination.</param>
/// <param name="phones">Reads the numbers of accounts.</param>
internal sealed class DestinationFilter(Destination destination, PhoneBook phones)
{
    private readonly HashSet<string> _accounts = [.. Split(destination.Accounts)];

    /// <summary>The wire names of the events; <see langword="null"/> for all, also those that Superfone may add.</summary>
    public IReadOnlyList<string>? Events { get; } =
        Split(destination.Events) is { Length: > 0 } chosen ? [.. chosen.Where(name => EventNames.TryParse(name, out _))] : null;

    /// <summary>What the events are about.</summary>
    public ItemConditions Conditions { get; } = ItemConditions.Parse(destination.Conditions);

    /// <summary>Whether it takes the item to know if an event is passed on.</summary>
    /// <param name="name">The event's wire name.</param>
    public bool NeedsItem(string name) => !Conditions.IsEmpty && EventNames.TryParse(name, out var kind) && Conditions.Concern(EventRegistry.Of(kind).Subject);

    /// <summary>Whether events of an account are passed on.</summary>
    /// <param name="account">The account, as received.</param>
    public bool Includes(string? account) => _accounts.Count == 0 || (phones.KeyOf(account) is { } key && _accounts.Contains(key));

    /// <summary>The form in which a list is stored, each item once.</summary>
    internal static string Join(IEnumerable<string?> list) => string.Join(' ', list.Distinct());

    /// <summary>Reads a stored list.</summary>
    internal static string[] Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
