using Microsoft.Extensions.Options;
using Npgsql;

namespace Superfone.Dashboard.Configuration.Database;

/// <summary>Checks that <see cref="StorageOptions"/> has a connection string exactly for PostgreSQL.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const string Example = "such as Host=db.example.com;Database=superfone;Username=superfone;Password=…";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var errors = new OptionErrors(StorageOptions.Section);
        if (ProblemOf(options) is { } problem)
            errors.Add(nameof(StorageOptions.ConnectionString), problem);
        return errors.Result;
    }

    // The value is never part of a message: it may have a password.
    private static string? ProblemOf(StorageOptions options) => (options.Provider, options.ConnectionString) switch
    {
        (StorageProvider.Sqlite, null) => null,
        (StorageProvider.Sqlite, _) => $"is set, but {StorageOptions.Section}:{nameof(StorageOptions.Provider)} is not postgres",
        (StorageProvider.Postgres, null) => $"is missing; it names the database of PostgreSQL, {Example}",
        (StorageProvider.Postgres, { } text) when !IsReadable(text) => $"cannot be read; it needs a Host and a Database, {Example}",
        (StorageProvider.Postgres, { } text) => IsOfWriter(text) ? null : "asks for servers that take no writes; of several hosts, Target Session Attributes is primary or read-write",
    };

    private static bool IsOfWriter(string text) => new NpgsqlConnectionStringBuilder(text).TargetSessionAttributes is null or "primary" or "read-write";

    private static bool IsReadable(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
