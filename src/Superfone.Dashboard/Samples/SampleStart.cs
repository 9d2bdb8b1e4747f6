namespace Superfone.Dashboard.Samples;

/// <summary>Completes a removal that was interrupted by a kill: the rows are gone, but the files may still exist.</summary>
internal sealed class SampleStart(SampleData samples, SampleRecordings recordings) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (samples.State == SampleState.None)
            recordings.Delete();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
