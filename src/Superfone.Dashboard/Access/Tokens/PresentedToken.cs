namespace Superfone.Dashboard.Access.Tokens;

/// <summary>A valid API token.</summary>
/// <param name="Id">Its key; <see langword="null"/> if it is configured.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
public sealed record PresentedToken(long? Id, string Name, string Role);
