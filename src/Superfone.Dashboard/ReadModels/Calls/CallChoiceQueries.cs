using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Reads the choices for filters of calls, each by a skip scan of its index: the cost grows with the number of values, not of rows.</summary>
public sealed class CallChoiceQueries(IDbContextFactory<ReadModelContext> contexts)
{
    private static readonly string Agents =
        $"""
        SELECT Value AS Phone, COALESCE((SELECT Name FROM StaffMembers WHERE "Key" = Value),
            (SELECT StaffName FROM Calls WHERE StaffKey = Value ORDER BY SortKey DESC LIMIT 1)) AS Name
        FROM ({SkipScan.Through("Calls", "StaffKey")})
        """;

    private static readonly string Accounts = SkipScan.Through("Calls", "AccountKey");
    private static readonly string Labels = SkipScan.Through("ContactLabels", "Label");
    private static readonly string Tags = SkipScan.Through("CallTags", "\"Key\"");

    /// <summary>The Superfone numbers that calls went through, as keys.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.Database.SqlQueryRaw<string>(Accounts).ToListAsync(cancellation);
    }

    /// <summary>Agents who handled calls, by name.</summary>
    public async Task<IReadOnlyList<AgentChoice>> AgentsAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var agents = await readModel.Database.SqlQueryRaw<AgentChoice>(Agents).ToListAsync(cancellation);
        return [.. agents.OrderBy(agent => agent.Name ?? agent.Phone, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Reads the choices.</summary>
    public async Task<CallChoices> ReadAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var accounts = await readModel.Database.SqlQueryRaw<string>(Accounts).ToListAsync(cancellation);
        var tags = await readModel.Database.SqlQueryRaw<string>(Tags).ToListAsync(cancellation);
        var labels = await readModel.Database.SqlQueryRaw<string>(Labels).ToListAsync(cancellation);

        // Labels are stored by title and by id; only titles are offered.
        return new CallChoices(
            await AgentsAsync(visibility, cancellation),
            accounts,
            [.. labels.Where(label => !label.All(char.IsAsciiDigit) && !visibility.Hides(label))],
            [.. tags.Where(tag => !visibility.Hides(tag))]);
    }
}
