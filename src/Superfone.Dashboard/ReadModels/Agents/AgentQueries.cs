using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Agents;

/// <summary>
/// Reads agents and their tasks. Superfone identifies agents by number and assignees of contacts by id, and no event connects the two. The
/// staff directory does; people who are not in it are matched here by a name that only one person has on either side.
/// </summary>
public sealed class AgentQueries(
    IDbContextFactory<ReadModelContext> contexts, CallChoiceQueries choices, PhoneBook phones, TimeProvider time)
{
    /// <summary>The maximum number of open tasks that are listed.</summary>
    public const int MostTasks = 5;

    // Without a matching name, the contacts of the newest calls are used, up to this number of calls.
    private const int MostCalls = 10_000;

    /// <summary>Finds an agent.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="staffPhone">Their number in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The agent, named as in the staff directory or else their latest call; <see langword="null"/> if nobody with that number handled a call.</returns>
    public async Task<AgentChoice?> FindAsync(Visibility visibility, string staffPhone, CancellationToken cancellation = default)
    {
        var key = phones.KeyOf(staffPhone);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.Calls.Where(call => call.StaffKey == key && call.StaffKey != null).OrderByDescending(call => call.SortKey)
            .Select(call => new AgentChoice(call.StaffKey!, readModel.StaffMembers.Where(member => member.Key == key).Select(member => member.Name).FirstOrDefault() ?? call.StaffName))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>
    /// Reads the tasks of the contacts that are assigned to an agent; if no name identifies the assignee, those of the contacts with whom
    /// the agent talked in the range.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="from">The first instant, UTC.</param>
    /// <param name="to">The instant after the last, UTC.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<AgentTasks> TasksAsync(Visibility visibility, AgentChoice agent, DateTime from, DateTime to, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var assignee = await AssigneeOfAsync(visibility, agent, cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var tasks = assignee is { } userId
            ? readModel.Tasks.AsNoTracking().Where(task => task.AssigneeUserId == userId)
            : await OfContactsAsync(readModel, agent.Phone, new CallFilter { From = from, To = to }, cancellation);
        var waiting = tasks.Where(task => !task.IsDone);
        return new AgentTasks(
            assignee,
            await waiting.CountAsync(cancellation),
            await waiting.CountAsync(task => task.DueUtc < now, cancellation),
            await tasks.CountAsync(task => task.IsDone && task.LastChangedUtc >= from && task.LastChangedUtc < to, cancellation),
            await TaskQueries.LoadAsync(
                readModel, waiting.OrderBy(task => task.DueUtc == null).ThenBy(task => task.DueUtc).ThenBy(task => task.TaskId).Take(MostTasks), now, cancellation));
    }

    /// <summary>Superfone's id of an agent, by which it assigns contacts; <see langword="null"/> if it is not known.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="staffKey">Their number, as a key.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<long?> AssigneeOfAsync(Visibility visibility, string staffKey, CancellationToken cancellation = default) =>
        await AssigneeOfAsync(visibility, await FindAsync(visibility, staffKey, cancellation) ?? new AgentChoice(staffKey, null), cancellation);

    private async Task<long?> AssigneeOfAsync(Visibility visibility, AgentChoice agent, CancellationToken cancellation)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        if (await readModel.StaffMembers.Where(member => member.Key == agent.Phone).Select(member => member.AssigneeUserId).FirstOrDefaultAsync(cancellation) is { } decided)
            return decided;
        if (agent.Name is not { } name || (await choices.AgentsAsync(visibility, cancellation)).Count(other => IsSame(other.Name, name)) != 1)
            return null;
        var members = await readModel.TeamMembers.AsNoTracking()
            .Where(member => !readModel.StaffMembers.Any(other => other.AssigneeUserId == member.UserId && other.PhoneKey != null)).ToListAsync(cancellation);
        return members.Where(member => IsSame(member.Name, name)).ToList() is [var only] ? only.UserId : null;
    }

    private static async Task<IQueryable<TaskItem>> OfContactsAsync(
        ReadModelContext readModel, string agentKey, CallFilter span, CancellationToken cancellation)
    {
        var (first, end) = (span.FirstKey(), span.EndKey());
        var contacts = await readModel.Calls
            .Where(call => call.StaffKey == agentKey && call.SortKey >= first && call.SortKey < end).OrderByDescending(call => call.SortKey).Take(MostCalls)
            .Where(call => call.Outcome == Outcome.Answered && call.ContactId != null).Select(call => call.ContactId!.Value).Distinct().ToListAsync(cancellation);
        return readModel.Tasks.AsNoTracking().Where(task => EF.Parameter(contacts).Contains(task.ContactId!.Value));
    }

    private static bool IsSame(string? name, string other) => string.Equals(name?.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
