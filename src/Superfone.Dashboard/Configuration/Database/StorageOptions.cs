namespace Superfone.Dashboard.Configuration.Database;

/// <summary><c>Superfone:Storage</c>: where the primary database is.</summary>
public sealed class StorageOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Storage";

    /// <summary>The full key of <see cref="ConnectionString"/>.</summary>
    public const string ConnectionStringKey = $"{Section}:{nameof(ConnectionString)}";

    /// <summary>Where the log, decisions, users and settings are.</summary>
    public required StorageProvider Provider { get; init; }

    /// <summary>The connection to PostgreSQL, as Npgsql reads it; <see langword="null"/> for SQLite.</summary>
    public string? ConnectionString { get; init; }

    internal static StorageOptions Read(SectionReader section) => new()
    {
        Provider = section.Choice("Provider", StorageProvider.Sqlite),
        ConnectionString = section.OptionalText("ConnectionString"),
    };
}

/// <summary>The databases that can hold the primary database.</summary>
public enum StorageProvider
{
    /// <summary>The file <c>superfone.db</c> in the data folder.</summary>
    Sqlite,

    /// <summary>A database of PostgreSQL.</summary>
    Postgres,
}
