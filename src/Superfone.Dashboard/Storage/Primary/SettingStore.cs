namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Values that the application made for itself. Each change is on the disk when it returns.</summary>
public sealed class SettingStore(PrimaryFile file)
{
    /// <summary>Secret of the webhook, where none is configured.</summary>
    public const string WebhookSecret = "WebhookSecret";

    /// <summary>One-time token of the set-up page; gone once it has been used.</summary>
    public const string SetupToken = "SetupToken";

    /// <summary>That sample data is in the log: the last delivery before it. Gone with the sample data.</summary>
    public const string SampleData = "SampleData";

    /// <summary>
    /// How often deliveries have been removed from the log, which otherwise only grows. A read model of another epoch is rebuilt.
    /// </summary>
    public const string LogEpoch = "LogEdition";

    /// <summary>Which log this is: a GUID, made with the database or by the first version that knows it. A restored log gets another one.</summary>
    public const string LogId = "LogId";

    /// <summary>How often people asked for a rebuild of the read model. A read model holds the number that it answers, so that no request is lost.</summary>
    public const string RebuildRequests = "RebuildRequests";

    /// <summary>Finds a value; <see langword="null"/> when it was never made or is gone.</summary>
    public string? Find(string name) => Run("SELECT Value FROM Settings WHERE Name = $name", name) as string;

    /// <summary>Keeps a value unless there is one already.</summary>
    /// <returns>The value that is kept now.</returns>
    public string GetOrAdd(string name, string value)
    {
        Run("INSERT INTO Settings (Name, Value) VALUES ($name, $value) ON CONFLICT DO NOTHING", name, value);
        return Find(name)!;
    }

    /// <summary>Counts one more; a number that was never counted begins at 1.</summary>
    public void Increment(string name) =>
        Run("INSERT INTO Settings (Name, Value) VALUES ($name, '1') ON CONFLICT DO UPDATE SET Value = CAST(Value AS INTEGER) + 1", name);

    /// <summary>Removes a value.</summary>
    /// <returns>Whether it was there: of two callers at once, one is told so.</returns>
    public bool Remove(string name) => Run("DELETE FROM Settings WHERE Name = $name RETURNING 1", name) is not null;

    private object? Run(string sql, string name, string? value = null)
    {
        using var connection = file.OpenWriter();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$name", name);
        if (value is not null)
            command.Parameters.AddWithValue("$value", value);
        return command.ExecuteScalar();
    }
}
