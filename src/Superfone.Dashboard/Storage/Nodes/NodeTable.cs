using Npgsql;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>The table of the nodes. All times are those of the server, so that the clocks of nodes may differ.</summary>
internal sealed class NodeTable(PostgreSqlStore store)
{
    private const int SecondsTimeout = 5;

    private const string Now = PostgreSqlStore.NowMilliseconds;

    // One that ended without a word is gone after ten seconds, and forgotten after a day.
    private static readonly string Write =
        $"""
        INSERT INTO nodes (id, name, version, startedutc, seenutc, projecteddeliveryid, iscomplete, logepoch, faults) VALUES ($1, $2, $3, {Now}, {Now}, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET seenutc = {Now}, projecteddeliveryid = $4, iscomplete = $5, logepoch = $6, faults = $7
        """;

    private static readonly string Forget = $"DELETE FROM nodes WHERE seenutc < {Now} - 86400000";

    // The server ends a transaction that waits for its node by itself, but not one that has begun to send rows: it would keep the log's lock until that node wakes.
    // One for which nobody waits may take its time.
    private static readonly string EndStuck =
        $"""
        SELECT pg_terminate_backend(pid) FROM pg_locks AS held JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = {PostgreSqlStore.LogLock} AND objsubid = 1
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND EXISTS (SELECT FROM pg_locks AS waiting WHERE waiting.locktype = 'advisory' AND NOT waiting.granted AND waiting.database = held.database AND waiting.objid = held.objid)
            AND state = 'active' AND wait_event = 'ClientRead' AND state_change < clock_timestamp() - make_interval(secs => $1)
        """;

    private static readonly string Read =
        $"SELECT id, name, version, startedutc, projecteddeliveryid, iscomplete, logepoch, faults, seenutc > {Now} - 10000 FROM nodes ORDER BY name, startedutc";

    /// <summary>For how long a node may send the rows of one batch of deliveries while another one waits; less than the health check waits for its turn. One that has not ended then stands still.</summary>
    public TimeSpan LongestCopy { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Tells the others how a node is, reads how they are, and ends what one that stands still has begun.</summary>
    /// <param name="node">The node.</param>
    /// <param name="report">How it is.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<NodeItem>> ExchangeAsync(NodeIdentity node, NodeReport report, CancellationToken cancellation)
    {
        await using var batch = store.Source.CreateBatch();
        batch.Timeout = SecondsTimeout;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Write)
        {
            Parameters =
            {
                new() { Value = node.Id }, new() { Value = node.Name }, new() { Value = ApplicationVersion.Number },
                new() { Value = report.ProjectedDeliveryId }, new() { Value = report.IsComplete }, new() { Value = report.LogEpoch }, new() { Value = report.Faults.Select(fault => $"{fault.Part}/{fault.Cause}").ToArray() },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Forget));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Read));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EndStuck) { Parameters = { new() { Value = LongestCopy.TotalSeconds } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        List<NodeItem> nodes = [];
        while (await reader.ReadAsync(cancellation))
        {
            var told = new NodeReport(reader.GetInt64(4), reader.GetBoolean(5), reader.GetInt64(6), [.. reader.GetFieldValue<string[]>(7).Select(ReadFault).OfType<StorageFault>()]);
            nodes.Add(new NodeItem(reader.GetString(0), reader.GetString(1), reader.GetString(2), UtcMilliseconds.ToInstant(reader.GetInt64(3)), told, reader.GetBoolean(8)));
        }

        return nodes;
    }

    // A newer version may know more of them.
    private static StorageFault? ReadFault(string text) =>
        text.Split('/') is [var part, var cause] && Enum.TryParse<StoragePart>(part, out var what) && Enum.TryParse<StorageCause>(cause, out var why) ? new StorageFault(what, why) : null;

    /// <summary>Removes a node that ends.</summary>
    public async Task RemoveAsync(string id)
    {
        await using var command = store.Source.CreateCommand("DELETE FROM nodes WHERE id = $1");
        command.CommandTimeout = SecondsTimeout;
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync();
    }
}
