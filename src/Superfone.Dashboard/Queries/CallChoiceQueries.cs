using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Queries;

/// <summary>Reads what calls can be narrowed to. Each index is leapt through from one value to the next: it takes as long as there are values.</summary>
public sealed class CallChoiceQueries(IDbContextFactory<ViewsContext> contexts)
{
    private const string Agents =
        """
        WITH RECURSIVE Leaps(Value) AS (
            SELECT min(StaffKey) FROM Calls WHERE StaffKey IS NOT NULL
            UNION ALL
            SELECT (SELECT min(StaffKey) FROM Calls WHERE StaffKey > Value) FROM Leaps WHERE Value IS NOT NULL LIMIT 200
        )
        SELECT Value AS Phone, (SELECT StaffName FROM Calls WHERE StaffKey = Value ORDER BY SortKey DESC LIMIT 1) AS Name
        FROM Leaps WHERE Value IS NOT NULL
        """;

    private const string Accounts =
        """
        WITH RECURSIVE Leaps(Value) AS (
            SELECT min(AccountKey) FROM Calls
            UNION ALL
            SELECT (SELECT min(AccountKey) FROM Calls WHERE AccountKey > Value) FROM Leaps WHERE Value IS NOT NULL LIMIT 200
        )
        SELECT Value FROM Leaps WHERE Value IS NOT NULL
        """;

    private const string Labels =
        """
        WITH RECURSIVE Leaps(Value) AS (
            SELECT min(Label) FROM ContactLabels
            UNION ALL
            SELECT (SELECT min(Label) FROM ContactLabels WHERE Label > Value) FROM Leaps WHERE Value IS NOT NULL LIMIT 200
        )
        SELECT Value FROM Leaps WHERE Value IS NOT NULL
        """;

    /// <summary>The Superfone numbers that calls went through, as keys.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync(CancellationToken cancellation = default)
    {
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        return await views.Database.SqlQueryRaw<string>(Accounts).ToListAsync(cancellation);
    }

    /// <summary>Reads the choices.</summary>
    public async Task<CallChoices> ReadAsync(CancellationToken cancellation = default)
    {
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        var agents = await views.Database.SqlQueryRaw<AgentChoice>(Agents).ToListAsync(cancellation);
        var accounts = await views.Database.SqlQueryRaw<string>(Accounts).ToListAsync(cancellation);
        var labels = await views.Database.SqlQueryRaw<string>(Labels).ToListAsync(cancellation);

        // Labels are found by title and by id; nobody chooses by id.
        return new CallChoices(
            [.. agents.OrderBy(agent => agent.Name ?? agent.Phone, StringComparer.OrdinalIgnoreCase)],
            accounts,
            [.. labels.Where(label => !label.All(char.IsAsciiDigit))]);
    }
}
