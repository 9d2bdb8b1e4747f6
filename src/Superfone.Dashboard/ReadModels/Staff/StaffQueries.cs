using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Staff;

/// <summary>Reads the staff directory.</summary>
public sealed class StaffQueries(
    IDbContextFactory<ReadModelContext> contexts, IDbContextFactory<PrimaryContext> primaries, CallChoiceQueries calls, ContactChoiceQueries contacts)
{
    /// <summary>Reads the directory with suggestions: agents of calls, and those whom contacts are assigned to.</summary>
    public async Task<StaffDirectory> ReadAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var (version, members) = await MembersAsync(readModel, primary, cancellation);
        var users = (await primary.Users.Where(user => user.StaffPhone != null && !user.IsDisabled).Select(user => new { user.StaffPhone, user.Email }).ToListAsync(cancellation))
            .ToLookup(user => user.StaffPhone, user => user.Email);
        var agents = (await calls.AgentsAsync(visibility, cancellation)).Where(agent => !members.Exists(member => member.PhoneKey == agent.Phone)).ToList();
        var assignees = (await contacts.AssigneesAsync(visibility, cancellation)).Where(assignee => !members.Exists(member => member.AssigneeUserId == assignee.UserId)).ToList();
        return new StaffDirectory(
            version,
            [
                .. members.OrderBy(member => member.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => new StaffItem(member.Name, member.PhoneKey, member.AssigneeUserId) { User = users[member.PhoneKey].Order(StringComparer.Ordinal).FirstOrDefault() }),
            ],
            Suggest(agents, assignees));
    }

    // Entries that change while their version is read are read again: with an older version, a change that is based on them would be refused
    // without need; with a newer one, it would overwrite what nobody saw.
    private static async Task<(long Version, List<StaffMember> Members)> MembersAsync(ReadModelContext readModel, PrimaryContext primary, CancellationToken cancellation)
    {
        while (true)
        {
            var version = await VersionAsync(readModel, primary, cancellation);
            var members = await readModel.StaffMembers.AsNoTracking().ToListAsync(cancellation);
            if (version == await VersionAsync(readModel, primary, cancellation))
                return (version, members);
        }
    }

    // The last decision on the directory that the read model includes.
    private static async Task<long> VersionAsync(ReadModelContext readModel, PrimaryContext primary, CancellationToken cancellation)
    {
        var projected = await readModel.Checkpoints.Select(checkpoint => checkpoint.DecisionId).SingleAsync(cancellation);
        return await primary.Decisions.Where(decision => decision.Kind == DecisionKind.SetStaff && decision.Id <= projected)
            .OrderByDescending(decision => decision.Id).Select(decision => decision.Id).FirstOrDefaultAsync(cancellation);
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
