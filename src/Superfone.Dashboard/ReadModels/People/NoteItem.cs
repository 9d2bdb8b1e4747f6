using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.ReadModels.People;

/// <summary>A note of a user for colleagues.</summary>
/// <param name="AtUtc">When it was written, UTC.</param>
/// <param name="By">A user's email or an API token's name.</param>
/// <param name="Text">The text; <see langword="null"/> for an outcome without one.</param>
public sealed record NoteItem(DateTime AtUtc, string By, string? Text)
{
    /// <summary>The outcome of an attempt to call back, if it records one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AttemptOutcome? Outcome { get; init; }

    /// <summary>The name of the user; for pages only.</summary>
    [JsonIgnore]
    public string ByName { get; init; } = By;

    /// <summary>The decision that it is, unique; for pages only.</summary>
    [JsonIgnore]
    public long Id { get; init; }
}

/// <summary>A user to whom something is assigned.</summary>
/// <param name="UserId">Their id.</param>
/// <param name="Name">Their name, or else their email; <see langword="null"/> if the user does not exist any more.</param>
public sealed record AssigneeReference(string UserId, string? Name);
