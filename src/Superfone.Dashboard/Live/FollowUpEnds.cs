using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;

namespace Superfone.Dashboard.Live;

/// <summary>
/// Tells of follow-ups whose claim or whose time to be put off ends: nothing else happens then, so that nobody else would tell those who look at them.
/// </summary>
public sealed class FollowUpEnds(FollowUpEndQueries ends, ChangeFeed changes, TimeProvider time, ILogger<FollowUpEnds> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    private readonly WakeSignal _signal = new(time);
    private DateTime _toldUtc;

    /// <summary>Looks for the next end again, because follow-ups have changed. Never blocks.</summary>
    public void Notify() => _signal.Notify();

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _signal.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _toldUtc = time.GetUtcNow().UtcDateTime;
        while (!stoppingToken.IsCancellationRequested)
        {
            DateTime? due;
            try
            {
                due = await TellAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(error, "The next claim to end could not be read");
                due = time.GetUtcNow().UtcDateTime + RetryDelay;
            }

            await _signal.WaitAsync(due, stoppingToken);
        }
    }

    // The clock may be set back; what has been told is then told again, which does no harm.
    private async Task<DateTime?> TellAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await ends.BetweenAsync(Visibility.Everything, _toldUtc < now ? _toldUtc : now, now, stopping) is { Count: > 0 } ended)
        {
            var calls = await ends.MissedCallsAsync(Visibility.Everything, ended, stopping);
            changes.Publish([.. ended.Select(id => new Change(ChangeKind.FollowUp, id)), .. calls.Select(id => new Change(ChangeKind.Call, id))]);
        }

        _toldUtc = now;
        return await ends.NextAsync(Visibility.Everything, now, stopping);
    }
}
