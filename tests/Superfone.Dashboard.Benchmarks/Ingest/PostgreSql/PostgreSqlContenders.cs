using JasperFx.Events;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks.Ingest.PostgreSql;

/// <summary>What the webhook over PostgreSQL is measured against, on the same server and with its very parts.</summary>
internal static class PostgreSqlContenders
{
    /// <summary>An <c>INSERT</c> and a commit for each request, after a look-up of the hash.</summary>
    public const string WithInsert = "/benchmark/with-insert";

    /// <summary>Marten: a stream of one event and a <c>SaveChanges</c> for each request, appended in the quick way.</summary>
    public const string WithMarten = "/benchmark/with-marten";

    private const string Insert =
        """
        INSERT INTO deliveries (receivedutc, status, event, account, hash, sizebytes, body, dictionary)
        SELECT $1, CASE WHEN EXISTS (SELECT 1 FROM deliveries WHERE hash = $4 AND status <> 1) THEN 1 ELSE 0 END, $2, $3, $4, $5, $6, $7
        RETURNING id
        """;

    private static readonly Lock Making = new();
    private static DocumentStore? _marten;

    /// <summary>Inserts a delivery.</summary>
    public static async Task<Receipt> InsertAsync(IServiceProvider services, byte[] body, Classification read)
    {
        await using var command = services.GetRequiredService<PostgreSqlStore>().Source.CreateCommand(Insert);
        var compressed = BodyDictionary.Compress(body);
        Add(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        Add(read.EventName, NpgsqlDbType.Text);
        Add(read.Account, NpgsqlDbType.Text);
        Add(read.CanonicalHash, NpgsqlDbType.Bytea);
        Add(body.Length, NpgsqlDbType.Integer);
        Add(compressed ?? body, NpgsqlDbType.Bytea);
        Add(compressed is null ? null : BodyDictionary.Current, NpgsqlDbType.Integer);
        return Receipt.Accepted((long)(await command.ExecuteScalarAsync())!);

        void Add(object? value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
    }

    /// <summary>Appends an event with Marten.</summary>
    public static async Task<Receipt> AppendAsync(IServiceProvider services, byte[] body, Classification read)
    {
        await using var session = MartenOf(services).LightweightSession();
        session.Events.StartStream(Guid.NewGuid(), new Received(read.EventName, System.Text.Encoding.UTF8.GetString(body)));
        await session.SaveChangesAsync();
        return Receipt.Accepted(1);
    }

    private static DocumentStore MartenOf(IServiceProvider services)
    {
        lock (Making)
        {
            return _marten ??= DocumentStore.For(options =>
            {
                options.Connection(services.GetRequiredService<PostgreSqlStore>().Source);
                options.DatabaseSchemaName = "marten";
                options.Events.AppendMode = EventAppendMode.Quick;
            });
        }
    }

    private sealed record Received(string? Name, string Body);
}
