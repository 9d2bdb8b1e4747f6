namespace Superfone.Dashboard.Samples;

/// <summary>Completes a removal that was interrupted by a kill, or made on another node: the rows are gone, but the files may still exist here.</summary>
internal sealed class SampleStart(SampleData samples, ILogger<SampleStart> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await samples.DeleteRemovedAsync();
        samples.Changed += DeleteRemoved;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        samples.Changed -= DeleteRemoved;
        return Task.CompletedTask;
    }

    // Whoever tells of the change does not wait for a disk.
    private void DeleteRemoved() => _ = Task.Run(async () =>
    {
        try
        {
            await samples.DeleteRemovedAsync();
        }
        catch (Exception error)
        {
            logger.LogWarning("The recordings of the removed sample data cannot be deleted; the next start tries it again: {Reason}", error.Message);
        }
    });
}
