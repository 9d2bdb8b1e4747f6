using Microsoft.Data.Sqlite;
using SQLitePCL;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Dashboard.Storage.ReadModel.Tables;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The only connection that writes a read model file. Statements are prepared once and reused. Not thread-safe: the projection thread owns it.
/// </summary>
internal sealed class ReadModelWriter : IDisposable
{
    // A reader that opens or closes the file locks it for a moment.
    private const int BusyMilliseconds = 2_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>Opens a read model file whose tables exist.</summary>
    /// <param name="context">A context of the file.</param>
    /// <param name="connectionString">The file to open.</param>
    /// <param name="basis">What it is computed for.</param>
    public ReadModelWriter(ReadModelContext context, string connectionString, ReadModelBasis basis)
    {
        Basis = basis;
        var model = context.Model;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            _connection.Open();
            _ = raw.sqlite3_busy_timeout(_connection.Handle, BusyMilliseconds);

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
        CallInsightValues = new(this, model);
        CallIvrKeys = new(this, model);
        CallerDays = new(this, model);
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
        FollowUpDecisions = new(this, model);
        CallDecisions = new(this, model);
        CallTags = new(this, model);
        DeliveryFailures = new(this, model);
        StepFailures = new(this, model);
        DeliveryNotes = new(this, model);
        Checkpoints = new(this, model);
        Rollups = new(this);
        ReceiptSpans = new(this);
        Search = new(this);
    }

    /// <summary>What it is computed for.</summary>
    public ReadModelBasis Basis { get; }

    /// <summary>Calls.</summary>
    public CallTable Calls { get; }

    /// <summary>The deliveries about each call.</summary>
    public CallDeliveryTable CallDeliveries { get; }

    /// <summary>The UUIDs that identify each call.</summary>
    public CallUuidTable CallUuids { get; }

    /// <summary>Summaries.</summary>
    public SummaryTable Summaries { get; }

    /// <summary>The summaries that users unlinked from calls.</summary>
    public SummaryRejectionTable SummaryRejections { get; }

    /// <summary>Insights, by call and title.</summary>
    public CallInsightTable CallInsights { get; }

    /// <summary>The values of insights.</summary>
    public ReadModelTable<CallInsightValue> CallInsightValues { get; }

    /// <summary>The keys that were pressed in each call.</summary>
    public ReadModelTable<CallIvrKey> CallIvrKeys { get; }

    /// <summary>The days on which customers called or were called.</summary>
    public CallerDayTable CallerDays { get; }

    /// <summary>Contacts.</summary>
    public ContactTable Contacts { get; }

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

    /// <summary>What users did about follow-ups.</summary>
    public FollowUpDecisionTable FollowUpDecisions { get; }

    /// <summary>What users did about calls.</summary>
    public ReadModelTable<CallDecision> CallDecisions { get; }

    /// <summary>The tags of calls, by which they are found.</summary>
    public ReadModelTable<CallTag> CallTags { get; }

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
    public void Commit()
    {
        Contacts.Flush();
        Execute("COMMIT");
    }

    /// <summary>Rolls back the transaction, if SQLite has not done so itself.</summary>
    public void RollBack()
    {
        _connection.RollBack();
        Forget();
    }

    /// <summary>Forgets the rows in memory, because what was saved may have been rolled back.</summary>
    public void Forget()
    {
        Contacts.Forget();
        Calls.Forget();
        Summaries.Forget();
    }

    /// <summary>A prepared statement; the same one for the same text.</summary>
    /// <param name="sql">The statement, with <c>?1</c>, <c>?2</c>… for the values.</param>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new Statement(_connection, sql));
        return statement;
    }

    /// <summary>Runs a statement whose result is ignored.</summary>
    public void Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).BindAll(values).Run();

    /// <summary>The number that a query returns first; <see langword="null"/> if it returns none.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).BindAll(values).First(row => row.Number(0), default(long?));

    /// <summary>The text that a query returns first; <see langword="null"/> if it returns none.</summary>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).BindAll(values).First(row => row.Text(0), null);

    /// <summary>Makes the statement that is running fail, from another thread. The connection must be open.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_connection.Handle);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }
}
