namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Values that the application creates for itself, and settings made on pages. Each change goes through the writer and is durable when its task ends.</summary>
public sealed class SettingStore(IPrimaryStore store, PrimaryWriter writer)
{
    /// <summary>The secret of the webhook, if none is configured.</summary>
    public const string WebhookSecret = "WebhookSecret";

    /// <summary>The one-time token of the set-up page; removed once it has been used.</summary>
    public const string SetupToken = "SetupToken";

    /// <summary>The last delivery before the sample data; removed together with the sample data.</summary>
    public const string SampleData = "SampleData";

    /// <summary>
    /// The number of times that deliveries have been removed from the log, which otherwise only grows. A read model of another epoch is
    /// rebuilt.
    /// </summary>
    public const string LogEpoch = "LogEdition";

    /// <summary>Exists once deliveries have been erased, so that ids are missing in the log; written together with the first deletion.</summary>
    public const string LogErased = "LogErased";

    /// <summary>Exists while deliveries have been deleted whose state the read model still has, until an epoch begins.</summary>
    public const string LogEpochDue = "LogEpochDue";

    /// <summary>
    /// Identifies the log: a GUID, created with the database or by the first version that uses it. A restored log gets another one.
    /// </summary>
    public const string LogId = "LogId";

    /// <summary>
    /// The <see cref="LogId"/>s of the logs that a restored log continues, oldest first, separated by spaces: what is erased from it is to be erased from their
    /// backups as well.
    /// </summary>
    public const string FormerLogIds = "FormerLogIds";

    /// <summary>
    /// The number of requested rebuilds of the read model. A read model stores the number that it includes, so that no request is lost.
    /// </summary>
    public const string RebuildRequests = "RebuildRequests";

    /// <summary>
    /// The last delivery that the log had when deliveries were last removed from it: a PostgreSQL log does not give the numbers up to it again. SQLite
    /// remembers the last number itself.
    /// </summary>
    public const string LastRemovable = "LastRemovableDelivery";

    /// <summary>The public URL by which this installation was reached last.</summary>
    public const string ReachedAddress = "ReachedAddress";

    /// <summary>The steps of the guide that were left for later, by name, separated by spaces.</summary>
    public const string PostponedSteps = "PostponedSteps";

    /// <summary>The other store that everything was moved to: what is here is out of date. A restored log has none.</summary>
    public const string MovedTo = "MovedTo";

    /// <summary>What the names of values about backups begin with; a restored log has none of them.</summary>
    public const string Backups = "Backup.";

    /// <summary>Finds a value; <see langword="null"/> if it does not exist.</summary>
    public string? Find(string name)
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Value FROM Settings WHERE Name = @name";
        command.Bind("@name", name);
        return command.ExecuteScalar() as string;
    }

    /// <summary>Reads the settings made on pages, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> ReadConfiguration()
    {
        using var transaction = new PrimaryTransaction(store);
        return transaction.Read(
            "SELECT Name, Value FROM Settings WHERE Name LIKE 'Superfone:%'", row => KeyValuePair.Create(row.GetString(0), (string?)row.GetString(1)))
            .ToDictionary();
    }

    /// <summary>Replaces some of the settings made on pages.</summary>
    /// <param name="removed">The configuration keys that lose their values.</param>
    /// <param name="added">The new values, by configuration key.</param>
    public Task ReplaceConfigurationAsync(IReadOnlyCollection<string> removed, IReadOnlyCollection<KeyValuePair<string, string?>> added) => writer.RunAsync(() =>
    {
        using var transaction = new PrimaryTransaction(store);
        foreach (var name in removed)
            transaction.Run("DELETE FROM Settings WHERE Name = @name", ("@name", name));
        foreach (var (name, value) in added)
            transaction.Run("INSERT INTO Settings (Name, Value) VALUES (@name, @value) ON CONFLICT (Name) DO UPDATE SET Value = @value", ("@name", name), ("@value", value));
        transaction.Commit();
    });

    /// <summary>Adds a value unless it already exists.</summary>
    /// <returns>The stored value.</returns>
    public Task<string> GetOrAddAsync(string name, string value) => writer.RunAsync(() =>
    {
        Run("INSERT INTO Settings (Name, Value) VALUES (@name, @value) ON CONFLICT DO NOTHING", name, value);
        return Find(name)!;
    });

    /// <summary>Sets a value.</summary>
    public Task SetAsync(string name, string value) => ReplaceConfigurationAsync([], [new(name, value)]);

    /// <summary>Adds one to a number; a number that does not exist becomes 1.</summary>
    public Task IncrementAsync(string name) => writer.RunAsync(
        () => Run("INSERT INTO Settings (Name, Value) VALUES (@name, '1') ON CONFLICT (Name) DO UPDATE SET Value = CAST(Settings.Value AS BIGINT) + 1", name));

    /// <summary>Removes a value.</summary>
    /// <returns>Whether it existed. Of several concurrent callers, only one gets <see langword="true"/>.</returns>
    public Task<bool> RemoveAsync(string name) => writer.RunAsync(() => Run("DELETE FROM Settings WHERE Name = @name", name) > 0);

    private int Run(string sql, string name, string? value = null)
    {
        using var transaction = new PrimaryTransaction(store);
        var rows = transaction.Run(sql, ("@name", name), ("@value", value));
        transaction.Commit();
        return rows;
    }
}
