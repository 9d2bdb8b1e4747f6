using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The one connection that writes a read model file. Commands are prepared once and kept. Not thread-safe: the projecting thread owns it.
/// </summary>
internal sealed class ReadModelWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Opens a read model file whose tables exist.</summary>
    /// <param name="context">A context of the file.</param>
    /// <param name="connectionString">Where it is.</param>
    public ReadModelWriter(ReadModelContext context, string connectionString)
    {
        var model = context.Model;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            _connection.Open();

            // NORMAL: what a power cut takes is projected again from the log.
            Execute("PRAGMA synchronous = NORMAL");
            Execute("PRAGMA cache_size = -65536");
            Execute("PRAGMA temp_store = MEMORY");

            // Batches write the same pages again and again, and each copy into the file holds up the log's flushes to the same disk.
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
        Tasks = new(this, model);
        TimelineEntries = new(this, model);
        StageStays = new(this, model);
        FollowUps = new(this, model);
        FollowUpClosings = new(this, model);
        DeliveryFailures = new(this, model);
        StepFailures = new(this, model);
        DeliveryNotes = new(this, model);
        Checkpoints = new(this, model);
    }

    /// <summary>Calls.</summary>
    public ReadModelTable<Call> Calls { get; }

    /// <summary>Which deliveries told of which call.</summary>
    public ReadModelTable<CallDelivery> CallDeliveries { get; }

    /// <summary>Which UUIDs name which call.</summary>
    public ReadModelTable<CallUuid> CallUuids { get; }

    /// <summary>Summaries.</summary>
    public ReadModelTable<Summary> Summaries { get; }

    /// <summary>Which summaries people unlinked from which calls.</summary>
    public ReadModelTable<SummaryRejection> SummaryRejections { get; }

    /// <summary>What summaries found, by title and call.</summary>
    public ReadModelTable<CallInsight> CallInsights { get; }

    /// <summary>Which keys were pressed in which call.</summary>
    public ReadModelTable<CallIvrKey> CallIvrKeys { get; }

    /// <summary>Contacts.</summary>
    public ReadModelTable<Contact> Contacts { get; }

    /// <summary>Which contact has which number.</summary>
    public ReadModelTable<ContactPhoneKey> ContactPhoneKeys { get; }

    /// <summary>Which contact bears which label.</summary>
    public ReadModelTable<ContactLabel> ContactLabels { get; }

    /// <summary>Names of those whom contacts are assigned to.</summary>
    public ReadModelTable<TeamMember> TeamMembers { get; }

    /// <summary>Tasks.</summary>
    public ReadModelTable<TaskItem> Tasks { get; }

    /// <summary>What happened to contacts and tasks.</summary>
    public ReadModelTable<TimelineEntry> TimelineEntries { get; }

    /// <summary>Which contact stood in which lead stage, and when.</summary>
    public ReadModelTable<StageStay> StageStays { get; }

    /// <summary>Missed callers.</summary>
    public ReadModelTable<FollowUp> FollowUps { get; }

    /// <summary>What people closed by hand.</summary>
    public ReadModelTable<FollowUpClosing> FollowUpClosings { get; }

    /// <summary>Deliveries that could not be folded in.</summary>
    public ReadModelTable<DeliveryFailure> DeliveryFailures { get; }

    /// <summary>What else could not be folded in.</summary>
    public ReadModelTable<StepFailure> StepFailures { get; }

    /// <summary>What of deliveries was left out.</summary>
    public ReadModelTable<DeliveryNotes> DeliveryNotes { get; }

    /// <summary>The only checkpoint.</summary>
    public ReadModelTable<Checkpoint> Checkpoints { get; }

    /// <summary>A kept command, its values set.</summary>
    /// <param name="sql">With <c>$0</c>, <c>$1</c>… for the values.</param>
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

    /// <summary>The first value that a query returns; <see langword="null"/> where it returns none.</summary>
    public object? Scalar(string sql, params object?[] values) => Command(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>Takes back what was written since <c>BEGIN</c>, whatever has become of the transaction.</summary>
    public void RollBack() => _connection.RollBack();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }
}
