using System.Collections.Concurrent;
using System.Data.Common;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>
/// Leases in PostgreSQL, by the server's clock. A holder renews its lease, and stops in time if it cannot; how long it has is told by this
/// computer's own clock, which goes on while the process is paused or the computer sleeps, and which nobody sets.
/// </summary>
internal sealed class PostgreSqlLeases(PostgreSqlStore store, NodeIdentity node, TimeProvider time, ILogger<PostgreSqlLeases> logger) : ILeases
{
    private const int MarginsPerTerm = 3;
    private const int RenewalsPerTerm = 5;
    private const int AttemptsPerTerm = 8;

    private const string Now = PostgreSqlStore.NowMilliseconds;

    // What another node holds is only read: a conflict would lock its row, and each attempt would be a write.
    private static readonly string Take =
        $"""
        INSERT INTO leases AS held (name, holder, fencingnumber, untilutc)
        SELECT $1, $2, 1, {Now} + $3 WHERE NOT EXISTS (SELECT FROM leases AS other WHERE other.name = $1 AND other.holder <> $2 AND other.untilutc > {Now})
        ON CONFLICT (name) DO UPDATE SET
            holder = $2, untilutc = {Now} + $3,
            fencingnumber = held.fencingnumber + CASE WHEN held.holder = $2 AND held.untilutc > {Now} THEN 0 ELSE 1 END
        WHERE held.holder = $2 OR held.untilutc <= {Now}
        RETURNING fencingnumber
        """;

    private const string Release = "UPDATE leases SET untilutc = 0 WHERE name = $1 AND holder = $2 AND fencingnumber = $3";

    private readonly ConcurrentDictionary<string, HeldLease> _held = [];
    private readonly RepeatedError _failure = new();

    /// <summary>How long a lease lasts unless it is renewed: as long as work rests when its node dies.</summary>
    public TimeSpan Term { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock.</summary>
    internal TimeProvider Time => time;

    /// <summary>How long what is begun just before the end has to reach its receiver.</summary>
    internal TimeSpan Margin => Term / MarginsPerTerm;

    /// <summary>The time between two renewals.</summary>
    internal TimeSpan RenewalInterval => Term / RenewalsPerTerm;

    /// <inheritdoc/>
    public async Task<ILease> AcquireAsync(string work, CancellationToken cancellation)
    {
        while (true)
        {
            var asked = Uptime.Of(Time);
            if (await TryTakeAsync(work, cancellation) is { } number)
            {
                var held = new HeldLease(this, work, number, asked);
                _held[work] = held;
                held.KeepRenewed();
                return held;
            }

            await Task.Delay(Term / AttemptsPerTerm, Time, cancellation);
        }
    }

    /// <inheritdoc/>
    public void RequireHeld(string work)
    {
        if (!_held.TryGetValue(work, out var held))
            throw TakenOver(work);
        if (held.IsHeld)
            return;
        held.Lose();
        throw TakenOver(work);
    }

    /// <summary>What refuses work that another node may do by now.</summary>
    internal static OperationCanceledException TakenOver(string work) => new($"Another node may do this by now: {work}.");

    /// <summary>Forgets a lease that is held no longer.</summary>
    internal void Forget(string work, HeldLease lease) => _held.TryRemove(KeyValuePair.Create(work, lease));

    /// <summary>Takes or renews a lease.</summary>
    /// <returns>Its number; <see langword="null"/> if another node holds it, or if the database cannot be reached: then nobody can take it.</returns>
    internal async Task<long?> TryTakeAsync(string work, CancellationToken cancellation)
    {
        try
        {
            await using var command = store.Source.CreateCommand(Take);
            command.Parameters.Add(new() { Value = work });
            command.Parameters.Add(new() { Value = node.Id });
            command.Parameters.Add(new() { Value = (long)Term.TotalMilliseconds });
            var number = await command.ExecuteScalarAsync(cancellation) as long?;
            _failure.End();
            return number;
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            if (_failure.IsNew(error))
                logger.LogWarning("It cannot be agreed with other nodes which of them does what; it is tried again every few seconds: {Reason}", error.Message);
            return null;
        }
    }

    /// <summary>Lets another node take a lease at once.</summary>
    internal async Task ReleaseAsync(string work, long number)
    {
        try
        {
            await using var command = store.Source.CreateCommand(Release);
            command.Parameters.Add(new() { Value = work });
            command.Parameters.Add(new() { Value = node.Id });
            command.Parameters.Add(new() { Value = number });
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            // It ends by itself.
        }
    }
}
