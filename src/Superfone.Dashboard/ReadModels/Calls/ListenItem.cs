namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>A user who has heard a recording.</summary>
/// <param name="HeardBy">The user's email.</param>
/// <param name="HeardUtc">The first time, UTC.</param>
public sealed record ListenItem(string HeardBy, DateTime HeardUtc);
