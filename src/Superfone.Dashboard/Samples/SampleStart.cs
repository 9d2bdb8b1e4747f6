using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Samples;

/// <summary>
/// Completes a removal that was interrupted by a kill: the rows are gone, but the files may still exist. From then on it hears when another node
/// adds or removes the sample data.
/// </summary>
internal sealed class SampleStart(SampleData samples, SampleRecordings recordings, INodeMessages nodes) : IHostedService, IDisposable
{
    private IDisposable? _receiving;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (samples.State == SampleState.None)
            recordings.Delete();
        _receiving = nodes.Receive(NodeTopic.Samples, _ => samples.ReadAgain());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _receiving?.Dispose();
}
