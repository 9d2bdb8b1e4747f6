using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Access.Sessions;

/// <summary>Aborts connections whose session or token has ended by itself or elsewhere: as soon as another node tells, at the latest after <see cref="Interval"/>.</summary>
internal sealed class ConnectionSweep(
    OpenConnections connections, IEnumerable<ICredentialCheck> checks, UserSessions sessions, ApiTokens tokens, INodeMessages nodes, TimeProvider time, ILogger<ConnectionSweep> logger)
    : BackgroundService
{
    /// <summary>The time between two passes.</summary>
    public static readonly TimeSpan Interval = UserSessions.Freshness;

    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(1);

    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var signal = new WakeSignal(time);
        using var endings = nodes.Receive(NodeTopic.Sessions, users =>
        {
            sessions.ReadAgain(users);
            signal.Notify();
        });
        using var revocations = nodes.Receive(NodeTopic.Tokens, _ =>
        {
            tokens.ReadAgain();
            signal.Notify();
        });
        long? cleaned = null;
        try
        {
            while (true)
            {
                await signal.WaitAsync(time.GetUtcNow().UtcDateTime + Interval, stoppingToken);
                try
                {
                    await AbortEndedAsync(stoppingToken);
                    if (cleaned is not { } at || time.GetElapsedTime(at) >= CleaningInterval)
                    {
                        await sessions.RemoveExpiredAsync();
                        cleaned = time.GetTimestamp();
                    }

                    _failure.End();
                }
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
                {
                    if (_failure.IsNew(error))
                        logger.LogWarning(error, "Whether the sessions of open pages still exist could not be checked; it is tried again");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private async Task AbortEndedAsync(CancellationToken cancellation)
    {
        foreach (var credential in connections.Credentials)
        {
            if (checks.FirstOrDefault(check => check.Kind == credential.Kind) is { } check && !await check.IsValidAsync(credential.Id, cancellation))
                connections.Abort(credential);
        }
    }
}

/// <summary>Whether somebody may stay connected with what they connected with; there is one for each kind of <see cref="Credential"/>.</summary>
public interface ICredentialCheck
{
    /// <summary>The kind of credential.</summary>
    string Kind { get; }

    /// <summary>Whether it has not ended.</summary>
    ValueTask<bool> IsValidAsync(string id, CancellationToken cancellation);
}

/// <summary>Checks sessions.</summary>
internal sealed class SessionCheck(UserSessions sessions) : ICredentialCheck
{
    /// <inheritdoc/>
    public string Kind => UserClaims.Session;

    /// <inheritdoc/>
    public async ValueTask<bool> IsValidAsync(string id, CancellationToken cancellation) => await sessions.ExistsAsync(id, cancellation);
}
