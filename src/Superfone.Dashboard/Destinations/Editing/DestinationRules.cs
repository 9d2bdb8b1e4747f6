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

    private const int MostAccounts = 100;

    /// <summary>What is wrong with a draft; <see langword="null"/> if nothing is. What is not given is not wrong.</summary>
    internal DraftProblem? FindProblem(DestinationDraft draft)
    {
        if (draft.Name is { } name && (name.Trim().Length is 0 or > MostNameCharacters || name.Any(char.IsControl)))
            return DraftProblem.Name;
        if (draft.Url is { } url && FindProblem(url) is { } problem)
            return problem;
        if (draft.Events?.All(known => EventNames.TryParse(known, out _)) == false)
            return DraftProblem.Events;
        return draft.Accounts is { } accounts && (accounts.Count > MostAccounts || accounts.Any(account => phones.KeyOf(account) is null)) ? DraftProblem.Accounts : null;
    }

    /// <summary>The form in which accounts are stored.</summary>
    internal string Accounts(IEnumerable<string> accounts) => DestinationFilter.Join(accounts.Select(phones.KeyOf));

    // Addresses are checked on connection.
    private DraftProblem? FindProblem(string url)
    {
        if (url.Length > MostUrlCharacters || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Host.Length == 0)
            return DraftProblem.Url;
        return PublicNetwork.AllowsScheme(address, options.Value.AllowPrivateNetworks) ? null : DraftProblem.NotSecure;
    }
}
