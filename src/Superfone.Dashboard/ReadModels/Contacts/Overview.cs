using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>What the calls with one person come to.</summary>
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

/// <summary>A contact with what one wants to see before one calls.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Totals">What their calls come to.</param>
/// <param name="LastSummary">The text of the latest summary.</param>
/// <param name="OpenTasks">Tasks that wait, the one due first first; at most <see cref="MostTasks"/>.</param>
/// <param name="AssigneeName">Who they are assigned to, where the name is known.</param>
public sealed record ContactOverview(
    ContactItem Contact, PersonTotals Totals, LastSummary? LastSummary, IReadOnlyList<TaskListItem> OpenTasks, string? AssigneeName)
{
    /// <summary>How many tasks an overview shows.</summary>
    public const int MostTasks = 3;

    /// <summary>The marks of those of their numbers that are marked, by the number's key.</summary>
    public IReadOnlyDictionary<string, NumberMark> Marks { get; init; } = new Dictionary<string, NumberMark>();
}

/// <summary>A number with what one wants to see before one calls it.</summary>
/// <param name="Phone">The number in E.164.</param>
/// <param name="Totals">What its calls come to.</param>
/// <param name="LastSummary">The text of the latest summary.</param>
/// <param name="FollowUps">Its latest follow-ups, newest first.</param>
/// <param name="Contacts">The contacts that have the number.</param>
public sealed record NumberOverview(
    string Phone, PersonTotals Totals, LastSummary? LastSummary, IReadOnlyList<FollowUpItem> FollowUps, IReadOnlyList<ContactReference> Contacts)
{
    /// <summary>Why the number is not a customer's; <see langword="null"/> if it is one's.</summary>
    public NumberMark? Mark { get; init; }
}
