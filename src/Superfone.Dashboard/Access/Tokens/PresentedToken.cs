namespace Superfone.Dashboard.Access.Tokens;

/// <summary>A valid API token.</summary>
/// <param name="Id">Its key; <see langword="null"/> if it is configured.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
public sealed record PresentedToken(long? Id, string Name, string Role)
{
    /// <summary>The Superfone numbers whose calls it sees, in any written form; empty for all.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];
}
