namespace Superfone.Dashboard.Storage.Primary.Bodies;

/// <summary>Runs the conversion of older bodies beside everything else, while few deliveries arrive.</summary>
internal sealed class BodyConversionService(
    BodyConversion conversion, BodyConversionProgress progress, TimeProvider time, ILogger<BodyConversionService> logger) : BackgroundService
{
    // About 2,000 deliveries a second: a million take ten minutes.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    // More deliveries than that during a pause are a burst, which needs the disk for itself.
    private const long BurstSize = 20;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var last = long.MaxValue;
        while (true)
        {
            try
            {
                if (conversion.ReadProgress() is not { } now)
                    break;
                progress.Set(now.Converted, now.Last);
                if (now.Last - last <= BurstSize)
                    await conversion.ConvertAsync(now.Converted);
                last = now.Last;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogWarning("Older bodies could not be compressed, which will be tried again: {Reason}", error.Message);
                await Task.Delay(Retry, time, stoppingToken);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }

        progress.Clear();
    }
}
