namespace Superfone.Dashboard.Samples;

/// <summary>Finishes a removal that a kill has cut short: the rows are gone, the files may still be there.</summary>
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
