using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>Creates and checks the tokens of links with which users choose their password. A token ends when the user's security stamp changes.</summary>
internal sealed class InviteTokenProvider(
    IDataProtectionProvider protection, IOptions<InviteTokenOptions> options, ILogger<DataProtectorTokenProvider<User>> logger)
    : DataProtectorTokenProvider<User>(protection, options, logger)
{
    /// <summary>The name under which Identity knows it.</summary>
    public const string ProviderName = "Invite";
}

/// <summary>How long a link works.</summary>
public sealed class InviteTokenOptions : DataProtectionTokenProviderOptions
{
    /// <summary>A week.</summary>
    public InviteTokenOptions()
    {
        Name = InviteTokenProvider.ProviderName;
        TokenLifespan = TimeSpan.FromDays(7);
    }
}
