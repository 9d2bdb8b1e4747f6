namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The choices that filters of contacts offer.</summary>
/// <param name="Stages">Titles of lead stages.</param>
/// <param name="Groups">Titles of lead groups.</param>
/// <param name="Labels">Titles of labels.</param>
/// <param name="Assignees">The assignees of contacts.</param>
public sealed record ContactChoices(
    IReadOnlyList<string> Stages, IReadOnlyList<string> Groups, IReadOnlyList<string> Labels, IReadOnlyList<AssigneeChoice> Assignees)
{
    /// <summary>No choices.</summary>
    public static readonly ContactChoices None = new([], [], [], []);

    /// <summary>The name of an assignee; <see langword="null"/> if no event contained it.</summary>
    public string? NameOf(long userId) => Assignees.FirstOrDefault(assignee => assignee.UserId == userId)?.Name;
}

/// <summary>An assignee of contacts.</summary>
/// <param name="UserId">Id at Superfone.</param>
/// <param name="Name">The name, if an event contained it.</param>
public sealed record AssigneeChoice(long UserId, string? Name);
