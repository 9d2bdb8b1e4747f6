using System.Data.Common;
using Superfone.Dashboard.Destinations.Editing;

namespace Superfone.Dashboard.Destinations;

/// <summary>Looks every few seconds which destinations have accepted nothing for long, for the pages that are open.</summary>
public sealed class DestinationWatch(DestinationDirectory directory, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private volatile IReadOnlyList<FailingDestination> _failing = [];

    /// <summary>Raised, on any thread, when <see cref="Failing"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>The destinations that have accepted nothing for <see cref="DestinationDirectory.Patience"/>, oldest first.</summary>
    public IReadOnlyList<FailingDestination> Failing => _failing;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var found = await directory.FailingAsync(stoppingToken);
                if (!found.SequenceEqual(_failing))
                {
                    _failing = found;
                    Changed?.Invoke();
                }
            }
            catch (Exception error) when (error is DbException or OperationCanceledException)
            {
                // Whether the database can be read is told elsewhere.
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
