using System.Globalization;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Storage.EventLog.PostgreSql;

/// <summary>The log in PostgreSQL. Whatever appends to it takes one lock before it reads the last id, so ids follow the order of commits.</summary>
internal sealed class PostgreSqlEventLog : IEventLog, IDisposable
{
    private readonly PostgreSqlStore _store;
    private readonly DeliverySignal _signal;
    private readonly INodeMessages _nodes;
    private readonly IDisposable _receiving;

    /// <summary>Waits until nobody else appends.</summary>
    internal static readonly string Lock = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({PostgreSqlStore.LogLock})");

    /// <summary>The last id that was given, even if that delivery has been erased.</summary>
    internal const string LastId =
        $"""
        greatest(
            coalesce((SELECT max(id) FROM deliveries), 0),
            coalesce((SELECT value::bigint FROM settings WHERE name = '{SettingStore.LastRemovable}'), 0))
        """;

    /// <summary>Creates it; whatever another node appends wakes those who wait here.</summary>
    public PostgreSqlEventLog(PostgreSqlStore store, DeliverySignal signal, INodeMessages nodes)
    {
        (_store, _signal, _nodes) = (store, signal, nodes);
        _receiving = nodes.Receive(NodeTopic.Log, _ => signal.Notify());
    }

    /// <inheritdoc/>
    public IEventLogWriter OpenWriter(TimeSpan duplicateWindow) => new PostgreSqlLogWriter(_store, duplicateWindow);

    /// <inheritdoc/>
    public IEventLogReader OpenReader() => new PostgreSqlLogReader(_store);

    /// <inheritdoc/>
    public long Append(Decision decision)
    {
        using var transaction = new PrimaryTransaction(_store);
        transaction.Run(Lock);
        return DecisionRows.Append(transaction, decision, LastId);
    }

    /// <inheritdoc/>
    public long? AppendUnlessDecided(IReadOnlyList<Decision> decisions, long known, bool ofAnySubject)
    {
        using var transaction = new PrimaryTransaction(_store);
        transaction.Run(Lock);
        return DecisionRows.AppendUnlessDecided(transaction, decisions, known, ofAnySubject, LastId);
    }

    /// <inheritdoc/>
    public DeliveryWaiter Listen() => _signal.Listen();

    /// <inheritdoc/>
    public void Notify()
    {
        _signal.Notify();
        _nodes.Send(NodeTopic.Log);
    }

    /// <inheritdoc/>
    public void Dispose() => _receiving.Dispose();
}
