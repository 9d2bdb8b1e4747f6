using System.Data.Common;
using Npgsql;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>A lease that this node holds, and renews.</summary>
/// <param name="leases">Takes and releases it.</param>
/// <param name="work">The work.</param>
/// <param name="number">Its fencing number.</param>
/// <param name="asked">When it was asked for, by <see cref="Uptime"/>: it lasts from then on.</param>
internal sealed class HeldLease(PostgreSqlLeases leases, string work, long number, TimeSpan asked) : ILease
{
    // Whoever takes the lease waits until the transaction that reads its number has ended.
    private const string Number = "SELECT fencingnumber FROM leases WHERE name = @name FOR SHARE";

    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _disposed = new();
    private long _asked = asked.Ticks;
    private Task _renewing = Task.CompletedTask;

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether nobody else can hold it.</summary>
    public bool IsHeld => !_lost.IsCancellationRequested && Uptime.Of(leases.Time) - TimeSpan.FromTicks(Volatile.Read(ref _asked)) < leases.Term - leases.Margin;

    /// <inheritdoc/>
    public void Hold(DbConnection connection)
    {
        // A restored copy that is tried is nobody else's.
        if (connection is not NpgsqlConnection)
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Number;
        command.Bind("@name", work);
        if (command.ExecuteScalar() as long? == number)
            return;
        Lose();
        throw PostgreSqlLeases.TakenOver(work);
    }

    /// <summary>Gives it up: a renewal that comes late must not bring back what work was refused for.</summary>
    public void Lose()
    {
        try
        {
            if (!_disposed.IsCancellationRequested)
                _ = _lost.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It was given back in this moment.
        }
    }

    /// <summary>Renews it until it is disposed or lost.</summary>
    public void KeepRenewed() => _renewing = RenewAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        leases.Forget(work, this);
        await _disposed.CancelAsync();
        await _renewing;
        if (IsHeld)
            await leases.ReleaseAsync(work, number);
        _disposed.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (IsHeld)
            {
                await Task.Delay(leases.RenewalInterval, leases.Time, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (_disposed.IsCancellationRequested)
                    return;
                var now = Uptime.Of(leases.Time);
                using var inTime = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
                inTime.CancelAfter(leases.RenewalInterval);
                if (await TryRenewAsync(inTime.Token) is { } renewed)
                {
                    // Another number says that somebody else held it meanwhile.
                    if (renewed != number)
                        break;
                    Volatile.Write(ref _asked, now.Ticks);
                }
            }
        }
        finally
        {
            if (!_disposed.IsCancellationRequested)
                await _lost.CancelAsync();
        }
    }

    private async Task<long?> TryRenewAsync(CancellationToken cancellation)
    {
        try
        {
            return await leases.TryTakeAsync(work, cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
