using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Privacy;

namespace Superfone.Dashboard.Storage.Primary.Erasures;

/// <summary>Takes people out of everything in the primary database but the log of deliveries, and gives the space back.</summary>
public sealed class TraceErasure(IPrimaryStore store)
{
    private const int ShortestWord = 3;

    // The kinds of decisions about numbers and about calls, and those whose notes are no words of a user about customers.
    private static readonly string OfNumbers = ListOf(
        DecisionKind.CloseFollowUp, DecisionKind.ReopenFollowUp, DecisionKind.MarkNumber, DecisionKind.ClaimFollowUp, DecisionKind.ReleaseFollowUp,
        DecisionKind.SnoozeFollowUp, DecisionKind.AssignFollowUp, DecisionKind.NoteFollowUp, DecisionKind.RecordAttempt);

    private static readonly string OfCalls = ListOf(DecisionKind.NoteCall, DecisionKind.TagCall);

    private static readonly string WithoutWords = ListOf(
        DecisionKind.SetStaff, DecisionKind.ClaimFollowUp, DecisionKind.SnoozeFollowUp, DecisionKind.AssignFollowUp);

    /// <summary>
    /// Removes recordings, who listened to them, decisions and saved filters. Files of recordings become <see cref="WithheldItem"/>s, which
    /// <see cref="FilesOf"/> lists.
    /// </summary>
    /// <param name="erasure">The erasure.</param>
    /// <param name="keys">What identifies the people.</param>
    /// <param name="phones">Reads numbers.</param>
    public void Apply(Erasure erasure, PersonKeys keys, PhoneBook phones)
    {
        var text = new PersonText(keys, phones);
        using var transaction = new PrimaryTransaction(store);
        foreach (var call in keys.Calls)
        {
            transaction.Run(
                """
                INSERT INTO WithheldItems (ErasureId, Path)
                SELECT @erasure, Path FROM Recordings WHERE CdrId = @call AND DeliveryId <= @upTo AND Path IS NOT NULL
                """,
                ("@erasure", erasure.Id), ("@call", call), ("@upTo", erasure.UpToDeliveryId));
            if (transaction.Run("DELETE FROM Recordings WHERE CdrId = @call AND DeliveryId <= @upTo", ("@call", call), ("@upTo", erasure.UpToDeliveryId)) > 0)
                transaction.Run("DELETE FROM Hearings WHERE CdrId = @call", ("@call", call));
        }

        // What was decided about a number has lost its subject. Links of summaries hold ids only.
        foreach (var phone in keys.Phones)
            transaction.Run($"DELETE FROM Decisions WHERE Kind IN ({OfNumbers}) AND Subject = @phone AND AfterDeliveryId <= @upTo", ("@phone", phone), ("@upTo", erasure.UpToDeliveryId));
        foreach (var call in keys.Calls)
            transaction.Run($"DELETE FROM Decisions WHERE Kind IN ({OfCalls}) AND CdrId = @call AND AfterDeliveryId <= @upTo", ("@call", call), ("@upTo", erasure.UpToDeliveryId));
        foreach (var (id, note) in transaction.Read($"SELECT Id, Note FROM Decisions WHERE Note IS NOT NULL AND Kind NOT IN ({WithoutWords})", row => (row.GetInt64(0), row.GetString(1))))
        {
            if (text.IsIn(note))
                transaction.Run("UPDATE Decisions SET Note = @note WHERE Id = @id", ("@note", text.Remove(note)), ("@id", id));
        }

        foreach (var (id, name, query) in transaction.Read("SELECT Id, Name, Query FROM SavedViews", row => (row.GetInt64(0), row.GetString(1), row.GetString(2))))
        {
            if (Names($"{name} {Uri.UnescapeDataString(query.Replace('+', ' '))}", keys, text))
                transaction.Run("DELETE FROM SavedViews WHERE Id = @id", ("@id", id));
        }

        transaction.Commit();
    }

    /// <summary>Records that the log has lost deliveries, so that the read model is computed again.</summary>
    /// <returns>The new epoch of the log.</returns>
    public long BeginEpoch()
    {
        using var transaction = new PrimaryTransaction(store);
        var epoch = LogErasure.AddEpoch(transaction);
        transaction.Run($"DELETE FROM Settings WHERE Name = '{SettingStore.LogEpochDue}'");
        transaction.Commit();
        return epoch;
    }

    /// <summary>The withheld files of an erasure, as paths below the data directory.</summary>
    public IReadOnlyList<string> FilesOf(long erasureId)
    {
        using var transaction = new PrimaryTransaction(store);
        return transaction.Read("SELECT Path FROM WithheldItems WHERE ErasureId = @id AND Path IS NOT NULL", row => row.GetString(0), ("@id", erasureId));
    }

    /// <summary>The files of all recordings, withheld or not, and the calls whose recordings are being downloaded.</summary>
    public (HashSet<string> Files, HashSet<long> Downloading) KnownFiles()
    {
        using var transaction = new PrimaryTransaction(store);
        var files = transaction.Read("SELECT Path FROM Recordings WHERE Path IS NOT NULL UNION SELECT Path FROM WithheldItems WHERE Path IS NOT NULL", row => row.GetString(0));
        return ([.. files], [.. transaction.Read("SELECT CdrId FROM Recordings WHERE Status = 1", row => row.GetInt64(0))]);
    }

    /// <summary>Deletes what an erasure withholds, once its files are deleted.</summary>
    public void Forget(long erasureId)
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run("DELETE FROM WithheldItems WHERE ErasureId = @id", ("@id", erasureId));
        transaction.Commit();
    }

    /// <summary>The size of the database in bytes.</summary>
    public long SizeBytes => store.SizeBytes;

    /// <summary>When the last delivery was received, UTC; the beginning of time if there is none.</summary>
    public DateTime LastReceivedUtc()
    {
        using var transaction = new PrimaryTransaction(store);
        return transaction.Read(
            "SELECT ReceivedUtc FROM Deliveries ORDER BY Id DESC LIMIT 1", row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)).UtcDateTime).SingleOrDefault();
    }

    /// <summary>
    /// Gives deleted space back, so that no byte of it is left in the database or its write-ahead log. All writers wait meanwhile.
    /// </summary>
    /// <param name="compacts">Whether what was deleted is rewritten without it. Otherwise SQLite overwrites deleted rows but may have moved copies of them inside pages, and PostgreSQL overwrites them by what comes.</param>
    /// <returns>Whether something is left.</returns>
    public Compaction Compact(bool compacts) => store.Compact(compacts);

    private static string ListOf(params ReadOnlySpan<DecisionKind> kinds) => string.Join(", ", kinds.ToArray().Select(kind => (int)kind));

    // A filter that looks for somebody's first name is about them as well.
    private static bool Names(string filter, PersonKeys keys, PersonText text) => text.IsIn(filter)
        || keys.Names.Concat(keys.Emails).SelectMany(name => name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => word.Length >= ShortestWord)
            .Any(word => filter.Split([' ', '=', '&', ',', '"'], StringSplitOptions.RemoveEmptyEntries).Contains(word, StringComparer.OrdinalIgnoreCase));
}
