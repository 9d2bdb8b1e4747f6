using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Sending;

/// <summary>
/// Sends notifications, several at a time, and tries again what a push service could not take. What waits is bounded: when there is too much,
/// the rest is dropped, and nobody ever waits for it.
/// </summary>
internal sealed class PushSender(PushClient client, PushTable devices, PushRecordTable records, PrimaryWriter writer, DeviceSignal signal, PushMetrics metrics, TimeProvider time, ILogger<PushSender> logger)
    : IDisposable
{
    /// <summary>The number of notifications that may wait.</summary>
    public const int Most = 1000;

    private const int AtOnce = 4;
    private const int MostAttempts = 6;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(2);

    // Whoever was missed an hour ago has called somebody else: a device that is off until then is not told.
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _slots = new(AtOnce, AtOnce);
    private readonly CancellationTokenSource _stopping = new();
    private int _waiting;

    /// <summary>Sends a notification to a device, without waiting for it.</summary>
    /// <returns>Whether it was taken: not if too many wait.</returns>
    public bool Post(PushDevice device, Notification notification)
    {
        if (Interlocked.Increment(ref _waiting) > Most)
        {
            Interlocked.Decrement(ref _waiting);
            metrics.Ended(PushResult.Dropped);
            return false;
        }

        _ = Task.Run(() => SendAsync(device, notification, _stopping.Token));
        return true;
    }

    /// <summary>Gives up what waits.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task SendAsync(PushDevice device, Notification notification, CancellationToken stopping)
    {
        try
        {
            var giveUp = time.GetUtcNow() + TimeToLive;
            var content = notification.ToJson();
            for (var attempt = 1; ; attempt++)
            {
                var (result, wait) = await TryAsync(device, content, giveUp - time.GetUtcNow(), stopping);
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

                metrics.Ended(result);
                await StoreAsync(device, result);
                return;
            }
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(error, "A notification could not be sent");
            metrics.Ended(PushResult.Failed);
        }
        catch (Exception)
        {
            // The application is shutting down.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<(PushResult Result, TimeSpan? Wait)> TryAsync(PushDevice device, string content, TimeSpan left, CancellationToken stopping)
    {
        await _slots.WaitAsync(stopping);
        try
        {
            return await client.SendAsync(device, content, left, stopping);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task StoreAsync(PushDevice device, PushResult result)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await writer.RunAsync(() =>
        {
            if (result == PushResult.Gone)
                devices.RemoveGone(device.Id, device.Endpoint);
            else if (result == PushResult.Sent)
                records.Succeed(device.Id, now);
            else
                records.Fail(device.Id, now);
        });
        if (result == PushResult.Gone)
            signal.Notify();
    }
}
