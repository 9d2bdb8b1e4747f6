namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Fills an empty read model file that nobody reads and that is deleted if the process ends: without a write-ahead log and without flushes,
/// in large full-text segments, and with only the indexes that projection itself uses. <see cref="Finish"/> makes a read model like any other of it.
/// </summary>
internal sealed class BulkLoad
{
    private const int SegmentBytes = 64 << 20;
    private const int UsualSegmentBytes = 1 << 20; // FTS5's default.

    private static readonly string[] FullText = ["CallWords", "CallFragments", "ContactWords", "ContactFragments", "WordBeginnings", "WordStems"];

    // By these, projection finds rows.
    private static readonly string[] Used =
    [
        "IX_CallDeliveries_CdrId", "IX_CallUuids_CdrId", "IX_Calls_PhoneKey_SortKey", "IX_Calls_SortKey", "IX_Calls_WithoutSummary",
        "IX_ContactLabels_ContactId", "IX_ContactPhoneKeys_ContactId", "IX_FollowUpDecisions_PhoneKey_SortKey", "IX_FollowUps_PhoneKey_Id",
        "IX_StaffMembers_AssigneeUserId", "IX_StageStays_ContactId_Stage", "IX_Summaries_Waiting", "IX_Tasks_ContactId",
        "IX_TimelineEntries_ContactId_Kind_Key_DeliveryId", "IX_TimelineEntries_TaskId_Kind_Key_DeliveryId",
    ];

    private readonly ReadModelWriter _writer;
    private readonly IReadOnlyList<string> _indexes;

    /// <summary>Prepares the file.</summary>
    /// <param name="writer">The only connection to the file, in which only the tables exist.</param>
    public BulkLoad(ReadModelWriter writer)
    {
        _writer = writer;
        Set("locking_mode = EXCLUSIVE", "journal_mode = MEMORY", "synchronous = OFF", "cache_size = -131072");
        SetSegments(SegmentBytes);
        var later = writer.Prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").All(row => (Name: row.Text(0), Sql: row.Text(1)))
            .Where(index => !Used.Contains(index.Name)).ToList();
        foreach (var (name, _) in later)
            writer.Execute($"DROP INDEX \"{name}\"");
        _indexes = [.. later.Select(index => index.Sql)];
    }

    /// <summary>Creates the other indexes, and makes the file durable.</summary>
    /// <param name="save">Saves the last change, which is flushed to the disk with everything before it.</param>
    /// <param name="cancellation">Stops between two indexes.</param>
    public void Finish(Action save, CancellationToken cancellation)
    {
        // What is sorted is kept on disk, and a second thread helps to sort it.
        Set("temp_store = FILE", "threads = 1");
        foreach (var index in _indexes)
        {
            cancellation.ThrowIfCancellationRequested();
            _writer.Execute(index);
        }

        SetSegments(UsualSegmentBytes);
        Set("synchronous = FULL");
        save();
        Set("journal_mode = WAL", "locking_mode = NORMAL");
    }

    private void SetSegments(int bytes)
    {
        foreach (var table in FullText)
            _writer.Execute($"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {bytes})");
    }

    private void Set(params ReadOnlySpan<string> pragmas)
    {
        foreach (var pragma in pragmas)
            _writer.Execute($"PRAGMA {pragma}");
    }
}
