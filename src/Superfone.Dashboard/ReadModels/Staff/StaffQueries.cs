using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Staff;

/// <summary>Reads the staff directory.</summary>
public sealed class StaffQueries(IDbContextFactory<ReadModelContext> contexts, CallChoiceQueries calls, ContactChoiceQueries contacts)
{
    /// <summary>Reads the directory with suggestions: agents of calls, and those whom contacts are assigned to.</summary>
    public async Task<StaffDirectory> ReadAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var members = await readModel.StaffMembers.AsNoTracking().ToListAsync(cancellation);
        var agents = (await calls.AgentsAsync(visibility, cancellation)).Where(agent => !members.Exists(member => member.PhoneKey == agent.Phone)).ToList();
        var assignees = (await contacts.AssigneesAsync(visibility, cancellation)).Where(assignee => !members.Exists(member => member.AssigneeUserId == assignee.UserId)).ToList();
        return new StaffDirectory(
            [
                .. members.OrderBy(member => member.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => new StaffItem(member.Name, member.PhoneKey, member.AssigneeUserId)),
            ],
            Suggest(agents, assignees));
    }

    // A name that only one person has on either side is taken to be the same person.
    private static List<StaffItem> Suggest(List<AgentChoice> agents, List<AssigneeChoice> assignees)
    {
        List<StaffItem> suggestions = [];
        foreach (var agent in agents)
        {
            var same = agents.Count(other => IsSame(other.Name, agent.Name)) == 1 ? assignees.Where(assignee => IsSame(assignee.Name, agent.Name)).ToList() : [];
            suggestions.Add(new StaffItem(agent.Name, agent.Phone, same is [var only] ? only.UserId : null));
        }

        var matched = suggestions.Select(person => person.AssigneeUserId).ToHashSet();
        return [.. suggestions, .. assignees.Where(assignee => !matched.Contains(assignee.UserId)).Select(assignee => new StaffItem(assignee.Name, null, assignee.UserId))];
    }

    private static bool IsSame(string? name, string? other) => name is not null && string.Equals(name.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}
