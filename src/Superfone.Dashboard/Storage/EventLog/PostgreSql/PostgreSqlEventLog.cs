using System.Globalization;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Storage.EventLog.PostgreSql;

/// <summary>The log in PostgreSQL. Whatever appends to it takes one lock before it reads the last id, so ids follow the order of commits.</summary>
internal sealed class PostgreSqlEventLog(PostgreSqlStore store, DeliverySignal signal) : IEventLog
{
    /// <summary>Waits until nobody else appends.</summary>
    internal static readonly string Lock = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({PostgreSqlStore.LogLock})");

    /// <summary>The last id that was given, even if that delivery has been erased.</summary>
    internal const string LastId =
        $"""
        greatest(
            coalesce((SELECT max(id) FROM deliveries), 0),
            coalesce((SELECT value::bigint FROM settings WHERE name = '{SettingStore.LastRemovable}'), 0))
        """;

    /// <inheritdoc/>
    public IEventLogWriter OpenWriter(TimeSpan duplicateWindow) => new PostgreSqlLogWriter(store, duplicateWindow);

    /// <inheritdoc/>
    public IEventLogReader OpenReader() => new PostgreSqlLogReader(store);

    /// <inheritdoc/>
    public long Append(Decision decision)
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run(Lock);
        return DecisionRows.Append(transaction, decision, LastId);
    }

    /// <inheritdoc/>
    public long? AppendUnlessDecided(IReadOnlyList<Decision> decisions, long known, bool ofAnySubject)
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run(Lock);
        return DecisionRows.AppendUnlessDecided(transaction, decisions, known, ofAnySubject, LastId);
    }

    /// <inheritdoc/>
    public DeliveryWaiter Listen() => signal.Listen();

    /// <inheritdoc/>
    public void Notify() => signal.Notify();
}
