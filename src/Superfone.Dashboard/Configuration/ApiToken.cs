namespace Superfone.Dashboard.Configuration;

/// <summary>One token that a script presents as <c>Authorization: Bearer …</c>.</summary>
public sealed class ApiToken
{
    /// <summary>Its configuration key within <see cref="ApiOptions.Section"/>, such as <c>Tokens:0</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Its name, shown wherever a user's email would be.</summary>
    public required string Name { get; init; }

    /// <summary>The secret itself.</summary>
    public required string Token { get; init; }

    /// <summary>Its role: one of <see cref="Roles.All"/>.</summary>
    public required string Role { get; init => field = Roles.Find(value) ?? value; }

    /// <summary>The Superfone numbers whose calls it sees, in any written form; empty for all.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];
}
