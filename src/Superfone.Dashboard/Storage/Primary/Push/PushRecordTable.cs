namespace Superfone.Dashboard.Storage.Primary.Push;

/// <summary>What devices were notified of. Call the methods through <see cref="PrimaryWriter"/>. A power failure may undo the last seconds.</summary>
public sealed class PushRecordTable(IPrimaryStore store)
{
    /// <summary>Records that an event is being sent to devices.</summary>
    /// <param name="ids">The devices.</param>
    /// <param name="topic">The event.</param>
    /// <param name="atUtc">The current time, UTC.</param>
    /// <returns>The devices that did not have it yet.</returns>
    public IReadOnlyList<long> Add(IEnumerable<long> ids, string topic, DateTime atUtc)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        var added = ids.Where(id => transaction.Run(
            "INSERT INTO PushRecords (DeviceId, Topic, AtUtc, IsBeingSent) SELECT Id, @topic, @at, true FROM PushDevices WHERE Id = @id ON CONFLICT DO NOTHING",
            ("@id", id), ("@topic", topic), ("@at", atUtc)) > 0).ToList();
        transaction.Commit();
        return added;
    }

    /// <summary>Deletes what was recorded before a time.</summary>
    public void RemoveBefore(DateTime utc) => Run("DELETE FROM PushRecords WHERE AtUtc < @utc", ("@utc", utc));

    /// <summary>Forgets what was on its way when the application ended, so that it is sent anew.</summary>
    public void ForgetUnsent() => Run("DELETE FROM PushRecords WHERE IsBeingSent");

    /// <summary>Stores that the push service took a notification.</summary>
    public void Succeed(long id, string topic, DateTime atUtc) => End("LastSuccessUtc", id, topic, atUtc);

    /// <summary>Stores that the push service did not take a notification.</summary>
    public void Fail(long id, string topic, DateTime atUtc) => End("LastFailureUtc", id, topic, atUtc);

    private void End(string column, long id, string topic, DateTime atUtc)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        transaction.Run($"UPDATE PushDevices SET {column} = @at WHERE Id = @id", ("@at", atUtc), ("@id", id));
        transaction.Run("UPDATE PushRecords SET IsBeingSent = false WHERE DeviceId = @id AND Topic = @topic", ("@id", id), ("@topic", topic));
        transaction.Commit();
    }

    private void Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        transaction.Run(sql, values);
        transaction.Commit();
    }
}
