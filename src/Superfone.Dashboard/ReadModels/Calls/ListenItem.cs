namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>That somebody has heard a recording.</summary>
/// <param name="HeardBy">Who: a user's email.</param>
/// <param name="HeardUtc">When first, UTC.</param>
public sealed record ListenItem(string HeardBy, DateTime HeardUtc);
