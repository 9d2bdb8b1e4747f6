using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Access.Sessions;

/// <summary>
/// Ends all connections when a setting changes what roles may see, so that no open page goes on showing what it showed. Pages load again by
/// themselves.
/// </summary>
internal sealed class AccessChanges(IOptionsMonitor<AccessOptions> options, OpenConnections connections) : IHostedService, IDisposable
{
    private IDisposable? _listening;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var before = Text(options.CurrentValue);
        _listening = options.OnChange(now =>
        {
            if (Interlocked.Exchange(ref before, Text(now)) == Text(now))
                return;
            foreach (var credential in connections.Credentials)
                connections.Abort(credential);
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _listening?.Dispose();

    // Other settings of the same source raise the event as well.
    private static string Text(AccessOptions options) =>
        $"{string.Join(',', options.MaskedRoles)}|{string.Join(',', options.SecondFactorRoles)}|{options.AgentsSeeOwnCalls}";
}
