using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The totals of the calls with one person.</summary>
/// <param name="Calls">Number of calls.</param>
/// <param name="Answered">Number of answered calls.</param>
/// <param name="Missed">Number of missed calls.</param>
/// <param name="TalkSeconds">Talk time of the answered calls in seconds.</param>
/// <param name="LastTalkUtc">Start of the last answered call, UTC.</param>
public sealed record PersonTotals(int Calls, int Answered, int Missed, long TalkSeconds, DateTime? LastTalkUtc);

/// <summary>The text of the latest summary.</summary>
/// <param name="CdrId">The call.</param>
/// <param name="AtUtc">Its start, UTC.</param>
/// <param name="Text">The summary in plain text.</param>
public sealed record LastSummary(long CdrId, DateTime AtUtc, string? Text);

/// <summary>A contact with the facts to know before a call.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Totals">The totals of their calls.</param>
/// <param name="LastSummary">The text of the latest summary.</param>
/// <param name="OpenTasks">Open tasks, earliest due first; at most <see cref="MostTasks"/>.</param>
/// <param name="AssigneeName">The name of their assignee, if it is known.</param>
public sealed record ContactOverview(
    ContactItem Contact, PersonTotals Totals, LastSummary? LastSummary, IReadOnlyList<TaskListItem> OpenTasks, string? AssigneeName)
{
    /// <summary>The maximum number of tasks in an overview.</summary>
    public const int MostTasks = 3;

    /// <summary>The latest follow-ups of all their numbers, newest first.</summary>
    public IReadOnlyList<FollowUpItem> FollowUps { get; init; } = [];

    /// <summary>The marks of those of their numbers that are marked, by the number's key.</summary>
    public IReadOnlyDictionary<string, NumberMark> Marks { get; init; } = new Dictionary<string, NumberMark>();
}

/// <summary>A number with the facts to know before a call.</summary>
/// <param name="Phone">The number in E.164.</param>
/// <param name="Totals">The totals of its calls.</param>
/// <param name="LastSummary">The text of the latest summary.</param>
/// <param name="FollowUps">Its latest follow-ups, newest first.</param>
/// <param name="Contacts">The contacts that have the number.</param>
public sealed record NumberOverview(
    string Phone, PersonTotals Totals, LastSummary? LastSummary, IReadOnlyList<FollowUpItem> FollowUps, IReadOnlyList<ContactReference> Contacts)
{
    /// <summary>Why the number is not a customer's; <see langword="null"/> if it is one's.</summary>
    public NumberMark? Mark { get; init; }
}
