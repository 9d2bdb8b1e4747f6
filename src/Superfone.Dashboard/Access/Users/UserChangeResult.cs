namespace Superfone.Dashboard.Access.Users;

/// <summary>What happened to a change of a user.</summary>
public enum UserChangeOutcome
{
    /// <summary>It is stored, or there was nothing to change.</summary>
    Done,

    /// <summary>There is no such user.</summary>
    Unknown,

    /// <summary>Some values are wrong; nothing was changed.</summary>
    Invalid,

    /// <summary>Another user has the email.</summary>
    EmailTaken,

    /// <summary>Nobody else is an owner who can sign in.</summary>
    LastOwner,

    /// <summary>The user is disabled.</summary>
    Disabled,
}

/// <summary>The result of a change of a user.</summary>
public sealed record UserChangeResult
{
    private UserChangeResult(UserChangeOutcome outcome) => Outcome = outcome;

    /// <summary>What happened.</summary>
    public UserChangeOutcome Outcome { get; }

    /// <summary>The link with which the user chooses a password, if one was asked for.</summary>
    public InviteLink? Link { get; private init; }

    /// <summary>A sentence for each wrong value, by the member of the API's body.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; private init; } = new Dictionary<string, string>();

    /// <summary>It is stored.</summary>
    public static UserChangeResult Done(InviteLink? link = null) => new(UserChangeOutcome.Done) { Link = link };

    /// <summary>Nothing was changed.</summary>
    public static UserChangeResult Refused(UserChangeOutcome outcome) => new(outcome);

    /// <summary>Some values are wrong.</summary>
    public static UserChangeResult Invalid(IReadOnlyDictionary<string, string> problems) => new(UserChangeOutcome.Invalid) { Problems = problems };
}
