using System.Globalization;
using Npgsql;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>
/// Messages by PostgreSQL's <c>NOTIFY</c>: what is to be sent is collected and sent together, and one connection listens. While the server cannot be
/// reached nothing is sent, and everything is read again once it can.
/// </summary>
internal sealed class PostgreSqlMessages(PostgreSqlStore store, NodeIdentity node, TimeProvider time, ILogger<PostgreSqlMessages> logger) : BackgroundService, INodeMessages
{
    private const string Channel = "superfone";

    // A message may have 8,000 bytes.
    private const int MostIds = 250;

    // More at once are not told one by one.
    private const int MostPending = 5_000;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // A connection that nobody answers any more looks like one on which nothing happens.
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    // What is lost is only a hint, so nobody waits for the disk or a replica, and not long for the server.
    private const string IsNotDurable = "SELECT set_config('synchronous_commit', 'off', true)";
    private const int SecondsTimeout = 5;

    private readonly MessageReceivers _receivers = new(logger);
    private readonly WakeSignal _signal = new(time);
    private readonly RepeatedError _failure = new();
    private readonly Lock _lock = new();

    // Without keys for "read everything again".
    private Dictionary<string, HashSet<long>?> _pending = [];

    /// <inheritdoc/>
    public void Send(string topic, long id = 0)
    {
        lock (_lock)
        {
            if (!_pending.TryGetValue(topic, out var ids))
                _pending[topic] = [id];
            else if (ids?.Count >= MostPending)
                _pending[topic] = null;
            else
                ids?.Add(id);
        }

        _signal.Notify();
    }

    /// <inheritdoc/>
    public IDisposable Receive(string topic, Action<IReadOnlyCollection<long>?> handler) => _receivers.Add(topic, handler);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _signal.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(SendAsync, stoppingToken), RepeatAsync(ListenAsync, stoppingToken));

    private async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                if (_failure.IsNew(error))
                    logger.LogWarning("Other nodes cannot be told what changes, and look once a second themselves: {Reason}", error.Message);
                await Task.Delay(RetryDelay, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // The application stops.
            }
        }
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        await _signal.WaitAsync(null, stopping);
        Dictionary<string, HashSet<long>?> taken;
        lock (_lock)
            (taken, _pending) = (_pending, []);
        if (taken.Count == 0)
            return;
        await using var batch = store.Source.CreateBatch();
        batch.Timeout = SecondsTimeout;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(IsNotDurable));
        foreach (var payload in taken.SelectMany(topic => PayloadsOf(topic.Key, topic.Value)))
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_notify($1, $2)") { Parameters = { new() { Value = Channel }, new() { Value = payload } } });
        try
        {
            await batch.ExecuteNonQueryAsync(stopping);
        }
        catch
        {
            SendAgain(taken);
            throw;
        }
    }

    private void SendAgain(Dictionary<string, HashSet<long>?> taken)
    {
        lock (_lock)
        {
            foreach (var (topic, ids) in taken)
            {
                if (ids is null || !_pending.TryGetValue(topic, out var others))
                    _pending[topic] = ids;
                else
                    others?.UnionWith(ids);
            }
        }

        _signal.Notify();
    }

    private IEnumerable<string> PayloadsOf(string topic, HashSet<long>? ids) => ids is null
        ? [$"{node.Id} {topic}"]
        : ids.Chunk(MostIds).Select(chunk => $"{node.Id} {topic} {string.Join(',', chunk.Select(id => id.ToString(CultureInfo.InvariantCulture)))}");

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await store.Source.OpenConnectionAsync(stopping);
        connection.Notification += (_, message) => Receive(message.Payload);
        await RunAsync(connection, $"LISTEN {Channel}", stopping);
        _failure.End();

        // What was sent before is lost.
        _receivers.PassLoss();
        while (true)
        {
            if (!await connection.WaitAsync(ProbeInterval, stopping))
                await RunAsync(connection, "SELECT 1", stopping);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken stopping)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = (int)ProbeTimeout.TotalSeconds;
        await command.ExecuteNonQueryAsync(stopping);
    }

    private void Receive(string payload)
    {
        if (payload.Split(' ') is not [var sender, var topic, .. var rest] || sender == node.Id)
            return;
        _receivers.Pass(topic, rest is [var ids] ? [.. ids.Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture))] : null);
    }
}
