namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>The webhook's secrets that are not configured. Call the writing methods through <see cref="PrimaryWriter"/>.</summary>
public sealed class WebhookSecretTable(IPrimaryStore store)
{
    /// <summary>Reads all secrets, oldest first.</summary>
    public IReadOnlyList<WebhookSecret> Read()
    {
        using var transaction = new PrimaryTransaction(store);
        return transaction.Read("SELECT Id, Protected, Hash, CreatedBy, CreatedUtc, LastUsedUtc FROM WebhookSecrets ORDER BY Id", row => new WebhookSecret
        {
            Id = row.GetInt64(0),
            Protected = row.GetString(1),
            Hash = row.GetFieldValue<byte[]>(2),
            CreatedBy = row.IsDBNull(3) ? null : row.GetString(3),
            CreatedUtc = UtcMilliseconds.ToInstant(row.GetInt64(4)),
            LastUsedUtc = row.IsDBNull(5) ? null : UtcMilliseconds.ToInstant(row.GetInt64(5)),
        });
    }

    /// <summary>Adds a secret unless there are already as many as may be, or the same one.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="most">The number of secrets that may exist.</param>
    /// <returns>Whether it was added.</returns>
    public bool Add(WebhookSecret secret, int most)
    {
        using var transaction = new PrimaryTransaction(store);
        var isAdded = transaction.Run(
            """
            INSERT INTO WebhookSecrets (Protected, Hash, CreatedBy, CreatedUtc) SELECT @protected, @hash, @by, @created
            WHERE (SELECT COUNT(*) FROM WebhookSecrets) < @most AND NOT EXISTS (SELECT 1 FROM WebhookSecrets WHERE Hash = @hash)
            """,
            ("@protected", secret.Protected), ("@hash", secret.Hash), ("@by", secret.CreatedBy), ("@created", secret.CreatedUtc), ("@most", most)) == 1;
        transaction.Commit();
        return isAdded;
    }

    /// <summary>Removes a secret, but never the last one: deliveries would be lost.</summary>
    /// <param name="id">The secret.</param>
    /// <param name="isOfFirstStart">Whether it is also the <see cref="SettingStore.WebhookSecret"/> of an older version, which then goes too.</param>
    /// <returns>Whether it was removed.</returns>
    public bool Remove(long id, bool isOfFirstStart)
    {
        using var transaction = new PrimaryTransaction(store);
        var isRemoved = transaction.Run("DELETE FROM WebhookSecrets WHERE Id = @id AND (SELECT COUNT(*) FROM WebhookSecrets) > 1", ("@id", id)) == 1;
        if (isRemoved && isOfFirstStart)
            transaction.Run("DELETE FROM Settings WHERE Name = @name", ("@name", SettingStore.WebhookSecret));
        transaction.Commit();
        return isRemoved;
    }

    /// <summary>Stores the time of the latest delivery with a secret.</summary>
    public void SetLastUsed(long id, DateTime utc)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        transaction.Run("UPDATE WebhookSecrets SET LastUsedUtc = @at WHERE Id = @id", ("@at", utc), ("@id", id));
        transaction.Commit();
    }
}
