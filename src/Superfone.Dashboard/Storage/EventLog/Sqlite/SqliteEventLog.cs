using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.EventLog.Sqlite;

/// <summary>The log in <c>superfone.db</c>. SQLite has one write lock for the file, so ids follow the order of commits.</summary>
public sealed class SqliteEventLog(PrimaryFile file, DeliverySignal signal) : IEventLog
{
    private const string LastId = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'Deliveries'), 0)";

    /// <inheritdoc/>
    public IEventLogWriter OpenWriter(TimeSpan duplicateWindow) => new SqliteLogWriter(file, duplicateWindow);

    /// <inheritdoc/>
    public IEventLogReader OpenReader() => new SqliteLogReader(file.ConnectionString);

    /// <inheritdoc/>
    public long Append(Decision decision)
    {
        using var transaction = new PrimaryTransaction(file);
        return DecisionRows.Append(transaction, decision, LastId);
    }

    /// <inheritdoc/>
    public long? AppendUnlessDecided(IReadOnlyList<Decision> decisions, long known, bool ofAnySubject)
    {
        using var transaction = new PrimaryTransaction(file);
        return DecisionRows.AppendUnlessDecided(transaction, decisions, known, ofAnySubject, LastId);
    }

    /// <inheritdoc/>
    public DeliveryWaiter Listen() => signal.Listen();

    /// <inheritdoc/>
    public void Notify() => signal.Notify();
}
