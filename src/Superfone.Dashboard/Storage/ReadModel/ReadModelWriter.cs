using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Dashboard.Storage.ReadModel.Tables;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The only connection that writes a read model file. Commands are prepared once and reused. Not thread-safe: the projection thread owns it.
/// </summary>
internal sealed class ReadModelWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Opens a read model file whose tables exist.</summary>
    /// <param name="context">A context of the file.</param>
    /// <param name="connectionString">The file to open.</param>
    public ReadModelWriter(ReadModelContext context, string connectionString)
    {
        var model = context.Model;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            _connection.Open();

            // NORMAL: commits that a power failure undoes are projected again from the log.
            Execute("PRAGMA synchronous = NORMAL");
            Execute("PRAGMA cache_size = -65536");
            Execute("PRAGMA temp_store = MEMORY");

            // Batches write the same pages again and again, and each checkpoint delays the log's flushes to the same disk.
            Execute("PRAGMA wal_autocheckpoint = 8000");
        }
        catch
        {
            Dispose();
            throw;
        }

        Calls = new(this, model);
        CallDeliveries = new(this, model);
        CallUuids = new(this, model);
        Summaries = new(this, model);
        SummaryRejections = new(this, model);
        CallInsights = new(this, model);
        CallIvrKeys = new(this, model);
        Contacts = new(this, model);
        ContactPhoneKeys = new(this, model);
        ContactLabels = new(this, model);
        TeamMembers = new(this, model);
        StaffMembers = new(this, model);
        MarkedNumbers = new(this, model);
        Tasks = new(this, model);
        TimelineEntries = new(this, model);
        StageStays = new(this, model);
        FollowUps = new(this, model);
        FollowUpClosings = new(this, model);
        DeliveryFailures = new(this, model);
        StepFailures = new(this, model);
        DeliveryNotes = new(this, model);
        Checkpoints = new(this, model);
        Rollups = new(this);
        ReceiptSpans = new(this);
        Search = new(this);
    }

    /// <summary>Calls.</summary>
    public CallTable Calls { get; }

    /// <summary>The deliveries about each call.</summary>
    public CallDeliveryTable CallDeliveries { get; }

    /// <summary>The UUIDs that identify each call.</summary>
    public CallUuidTable CallUuids { get; }

    /// <summary>Summaries.</summary>
    public SummaryTable Summaries { get; }

    /// <summary>The summaries that users unlinked from calls.</summary>
    public ReadModelTable<SummaryRejection> SummaryRejections { get; }

    /// <summary>Insights, by call and title.</summary>
    public CallInsightTable CallInsights { get; }

    /// <summary>The keys that were pressed in each call.</summary>
    public ReadModelTable<CallIvrKey> CallIvrKeys { get; }

    /// <summary>Contacts.</summary>
    public ReadModelTable<Contact> Contacts { get; }

    /// <summary>The numbers of each contact.</summary>
    public ContactPhoneTable ContactPhoneKeys { get; }

    /// <summary>The labels of each contact.</summary>
    public ContactLabelTable ContactLabels { get; }

    /// <summary>Names of the people to whom contacts are assigned.</summary>
    public ReadModelTable<TeamMember> TeamMembers { get; }

    /// <summary>The staff directory.</summary>
    public StaffTable StaffMembers { get; }

    /// <summary>Numbers that people marked as not a customer's.</summary>
    public ReadModelTable<MarkedNumber> MarkedNumbers { get; }

    /// <summary>Tasks.</summary>
    public TaskTable Tasks { get; }

    /// <summary>The history of contacts and tasks.</summary>
    public TimelineTable TimelineEntries { get; }

    /// <summary>The stays of each contact in lead stages.</summary>
    public StageStayTable StageStays { get; }

    /// <summary>Follow-ups.</summary>
    public FollowUpTable FollowUps { get; }

    /// <summary>Follow-ups that users closed by hand.</summary>
    public FollowUpClosingTable FollowUpClosings { get; }

    /// <summary>Deliveries that could not be projected.</summary>
    public ReadModelTable<DeliveryFailure> DeliveryFailures { get; }

    /// <summary>Other steps of projection that failed.</summary>
    public StepFailureTable StepFailures { get; }

    /// <summary>Fields of deliveries that were ignored.</summary>
    public ReadModelTable<DeliveryNotes> DeliveryNotes { get; }

    /// <summary>The only checkpoint.</summary>
    public ReadModelTable<Checkpoint> Checkpoints { get; }

    /// <summary>Sums by day.</summary>
    public RollupTable Rollups { get; }

    /// <summary>The times at which each block of the log was received.</summary>
    public ReceiptSpanTable ReceiptSpans { get; }

    /// <summary>The full-text tables.</summary>
    public SearchTable Search { get; }

    /// <summary>Begins a transaction.</summary>
    public void Begin() => Execute("BEGIN IMMEDIATE");

    /// <summary>Commits the transaction.</summary>
    public void Commit() => Execute("COMMIT");

    /// <summary>Rolls back the transaction, if SQLite has not done so itself.</summary>
    public void RollBack() => _connection.RollBack();

    /// <summary>A prepared command with its values set.</summary>
    /// <param name="sql">The statement, with <c>$0</c>, <c>$1</c>… for the values.</param>
    /// <param name="values">The values, in their stored form.</param>
    public SqliteCommand Command(string sql, params object?[] values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var index = 0; index < values.Length; index++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${index}" });
            _commands.Add(sql, command);
        }

        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        return command;
    }

    /// <summary>Runs a statement that returns nothing.</summary>
    public void Execute(string sql, params object?[] values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>Returns the first value of a query; <see langword="null"/> if it returns none.</summary>
    public object? Scalar(string sql, params object?[] values) => Command(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }
}
