using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Sending;

/// <summary>
/// Sends notifications, several at a time, and tries again what a push service could not take. What waits is bounded: when there is too much,
/// the rest is dropped, and nobody ever waits for it.
/// </summary>
internal sealed class PushSender(PushClient client, PushTable devices, PushRecordTable records, PrimaryWriter writer, DeviceSignal signal, PushMetrics metrics, ILeases leases, TimeProvider time, ILogger<PushSender> logger)
    : IDisposable
{
    /// <summary>The number of notifications that may wait.</summary>
    public const int Most = 1000;

    private const int AtOnce = 4;
    private const int MostAttempts = 6;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(2);

    // Whoever was missed an hour ago has called somebody else: a device that is off until then is not told.
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _slots = new(AtOnce, AtOnce);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private int _waiting;

    /// <summary>Sends a notification to a device, without waiting for it.</summary>
    /// <param name="device">The device.</param>
    /// <param name="notification">The notification.</param>
    /// <param name="work">The work that this node must still be doing when it is sent; <see langword="null"/> if somebody asked for it here.</param>
    /// <returns>Whether it was taken: not if too many wait.</returns>
    public bool Post(PushDevice device, Notification notification, string? work = null)
    {
        if (Interlocked.Increment(ref _waiting) > Most)
        {
            Interlocked.Decrement(ref _waiting);
            metrics.Ended(PushResult.Dropped);
            return false;
        }

        _ = Task.Run(() => SendAsync(device, notification, work, _stopping.Token));
        return true;
    }

    /// <summary>
    /// Ends sending. What the push service is being asked to take is waited for, but not for long; the rest is sent after the next start, if it is still news.
    /// </summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        using var late = new CancellationTokenSource(Grace);
        try
        {
            for (var slot = 0; slot < AtOnce; slot++)
                await _slots.WaitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            await _aborting.CancelAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _aborting.Cancel();
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task SendAsync(PushDevice device, Notification notification, string? work, CancellationToken stopping)
    {
        try
        {
            var giveUp = time.GetUtcNow() + TimeToLive;
            var content = notification.ToJson();
            for (var attempt = 1; ; attempt++)
            {
                var (result, wait) = await TryAsync(device, notification.Topic, content, work, giveUp - time.GetUtcNow(), stopping);
                var delay = wait is { } asked && asked > TimeSpan.Zero ? asked : FirstDelay * Math.Pow(3, attempt - 1);
                if (result == PushResult.Retry && attempt < MostAttempts && time.GetUtcNow() + delay < giveUp)
                {
                    await Task.Delay(delay, time, stopping);

                    // Minutes may have passed: whoever has signed out, been disabled or removed the device is told nothing.
                    if (await devices.IsActiveAsync(device, time.GetUtcNow().UtcDateTime, stopping))
                        continue;
                    metrics.Ended(PushResult.Dropped);
                    return;
                }

                if (result == PushResult.Retry)
                    await EndAsync(device, notification.Topic, result);
                return;
            }
        }
        catch (Exception error) when (!stopping.IsCancellationRequested && error is not OperationCanceledException)
        {
            logger.LogError(error, "A notification could not be sent");
            metrics.Ended(PushResult.Failed);
        }
        catch (Exception)
        {
            // The application is shutting down, or another node does it.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    // What was taken is stored before the application stops, so that nobody is told twice.
    private async Task<(PushResult Result, TimeSpan? Wait)> TryAsync(PushDevice device, string topic, string content, string? work, TimeSpan left, CancellationToken stopping)
    {
        await _slots.WaitAsync(stopping);
        try
        {
            if (work is not null)
                leases.RequireHeld(work);
            var (result, wait) = await client.SendAsync(device, content, left, _aborting.Token);
            if (result != PushResult.Retry)
                await EndAsync(device, topic, result);
            return (result, wait);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task EndAsync(PushDevice device, string topic, PushResult result)
    {
        metrics.Ended(result);
        var now = time.GetUtcNow().UtcDateTime;

        // What happened is stored even if another node has taken over, which would send it as well.
        using var fence = WorkFence.Enter(null);
        await writer.RunAsync(() =>
        {
            if (result == PushResult.Gone)
                devices.RemoveGone(device.Id, device.Endpoint);
            else if (result == PushResult.Sent)
                records.Succeed(device.Id, topic, now);
            else
                records.Fail(device.Id, topic, now);
        });
        if (result == PushResult.Gone)
            signal.Notify();
    }
}
