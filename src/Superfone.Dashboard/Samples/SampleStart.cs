namespace Superfone.Dashboard.Samples;

/// <summary>Completes a removal that was interrupted by a kill, or made on another node: the rows are gone, but the files may still exist here.</summary>
internal sealed class SampleStart(SampleData samples, SampleRecordings recordings) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        DeleteRemoved();
        samples.Changed += DeleteRemoved;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        samples.Changed -= DeleteRemoved;
        return Task.CompletedTask;
    }

    private void DeleteRemoved()
    {
        if (samples.State == SampleState.None)
            recordings.Delete();
    }
}
