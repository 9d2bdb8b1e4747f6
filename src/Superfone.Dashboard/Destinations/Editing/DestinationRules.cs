using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Domain;
using Superfone.Events;

namespace Superfone.Dashboard.Destinations.Editing;

/// <summary>Checks what destinations are to be.</summary>
public sealed class DestinationRules(PhoneBook phones, IOptions<DestinationOptions> options)
{
    /// <summary>The maximum length of a name in characters.</summary>
    public const int MostNameCharacters = 100;

    /// <summary>The maximum length of a URL in characters.</summary>
    public const int MostUrlCharacters = 2000;

    /// <summary>The number of Superfone numbers that may be chosen.</summary>
    public const int MostAccounts = 100;

    /// <summary>The maximum length of a label in characters.</summary>
    public const int MostLabelCharacters = 100;

    /// <summary>What is wrong with a draft; <see langword="null"/> if nothing is. What is not given is not wrong.</summary>
    internal DraftProblem? FindProblem(DestinationDraft draft)
    {
        if (draft.Name is { } name && !IsText(name, MostNameCharacters))
            return DraftProblem.Name;
        if (draft.Url is { } url && FindProblem(url) is { } problem)
            return problem;
        if (draft.Events?.All(known => EventNames.TryParse(known, out _)) == false)
            return DraftProblem.Events;
        if (draft.Filter?.StaffPhone is { } staff && phones.KeyOf(staff) is null)
            return DraftProblem.StaffPhone;
        if (draft.Filter?.Label is { } label && !IsText(label, MostLabelCharacters))
            return DraftProblem.Label;
        return draft.Accounts is { } accounts && (accounts.Count > MostAccounts || accounts.Any(account => phones.KeyOf(account) is null)) ? DraftProblem.Accounts : null;
    }

    /// <summary>The form in which accounts are stored.</summary>
    internal string Accounts(IEnumerable<string> accounts) => DestinationFilter.Join(accounts.Select(phones.KeyOf));

    /// <summary>The form in which conditions are stored.</summary>
    internal string Conditions(ItemConditions filter) => (filter with { StaffPhone = phones.KeyOf(filter.StaffPhone), Label = filter.Label?.Trim() }).Format();

    private static bool IsText(string text, int most) => text.Trim().Length > 0 && text.Trim().Length <= most && !text.Any(char.IsControl);

    // Addresses are checked on connection.
    private DraftProblem? FindProblem(string url)
    {
        if (url.Length > MostUrlCharacters || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Host.Length == 0)
            return DraftProblem.Url;
        return PublicNetwork.AllowsScheme(address, options.Value.AllowPrivateNetworks) ? null : DraftProblem.NotSecure;
    }
}
