namespace Superfone.Dashboard.Storage.ReadModel.Bulk;

/// <summary>
/// Fills an empty read model file that nobody reads and that is deleted if the process ends: without a write-ahead log and without flushes, and
/// with only the indexes that projection itself uses. Its texts are in a file of their own (<see cref="BulkTexts"/>) until the end.
/// <see cref="Finish"/> makes a read model like any other of it.
/// </summary>
internal sealed class BulkLoad
{
    // By these, projection finds rows.
    private static readonly string[] Used =
    [
        "IX_CallDeliveries_CdrId", "IX_CallUuids_CdrId", "IX_Calls_ContactId_SortKey", "IX_Calls_PhoneKey_SortKey", "IX_Calls_SortKey",
        "IX_Calls_WithoutSummary", "IX_ContactLabels_ContactId", "IX_ContactPhoneKeys_ContactId", "IX_FollowUpDecisions_PhoneKey_SortKey",
        "IX_FollowUps_PhoneKey_Id", "IX_StaffMembers_AssigneeUserId", "IX_StageStays_ContactId_Stage", "IX_Summaries_Waiting", "IX_Tasks_ContactId",
        "IX_TimelineEntries_ContactId_Kind_Key_DeliveryId", "IX_TimelineEntries_TaskId_Kind_Key_DeliveryId",
    ];

    // Reading one of them again costs half as much as projecting a call.
    private const int MostContacts = 50_000;

    private readonly ReadModelWriter _writer;
    private readonly List<(string Table, string Sql)> _later;

    /// <summary>Prepares the file.</summary>
    /// <param name="writer">The only connection to the file, in which only the tables exist.</param>
    public BulkLoad(ReadModelWriter writer)
    {
        _writer = writer;
        WriteWithoutFlushes(writer);
        writer.Contacts.MostKept = MostContacts;

        // Triggers too: the rows that they would write are copied with the texts.
        var later = writer.Prepare("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")
            .All(row => (Kind: row.Text(0), Name: row.Text(1), Table: row.Text(2), Sql: row.Text(3))).Where(part => !Used.Contains(part.Name)).ToList();
        foreach (var (kind, name, _, _) in later)
            writer.Execute($"DROP {kind} \"{name}\"");
        _later = [.. later.Select(part => (part.Table, part.Sql))];
    }

    /// <summary>Lets a connection, the only one to a file, write it as fast as it can.</summary>
    public static void WriteWithoutFlushes(ReadModelWriter writer) =>
        Set(writer, "locking_mode = EXCLUSIVE", "journal_mode = MEMORY", "synchronous = OFF", "cache_size = -131072");

    /// <summary>Creates the other indexes of the tables that are filled.</summary>
    /// <param name="cancellation">Stops between two indexes.</param>
    public void CreateIndexes(CancellationToken cancellation)
    {
        // What is sorted is kept on disk, and a second thread helps to sort it.
        Set(_writer, "temp_store = FILE", "threads = 1");
        Create(part => !BulkTexts.Tables.Contains(part.Table), cancellation);
    }

    /// <summary>Copies the texts, and makes the file durable.</summary>
    /// <param name="texts">The finished file of the texts.</param>
    /// <param name="save">Saves the last change, which is flushed to the disk with everything before it.</param>
    /// <param name="cancellation">Stops between two tables.</param>
    public void Finish(string texts, Action save, CancellationToken cancellation)
    {
        BulkTexts.Copy(texts, _writer, cancellation);
        Create(_ => true, cancellation);
        Set(_writer, "synchronous = FULL");
        save();
        Set(_writer, "journal_mode = WAL", "locking_mode = NORMAL");
    }

    private static void Set(ReadModelWriter writer, params ReadOnlySpan<string> pragmas)
    {
        foreach (var pragma in pragmas)
            writer.Execute($"PRAGMA {pragma}");
    }

    private void Create(Func<(string Table, string Sql), bool> isWanted, CancellationToken cancellation)
    {
        foreach (var part in _later.Where(isWanted).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            _writer.Execute(part.Sql);
            _later.Remove(part);
        }
    }
}
