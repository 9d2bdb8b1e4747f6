using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Superfone.Dashboard.Access.Sessions;

/// <summary>
/// Ends the circuit of a session that has ended once the page reconnects to it or is used: its connection is aborted elsewhere, but whoever
/// signs in next in the same browser must not take it over.
/// </summary>
internal sealed class SessionCircuits(AuthenticationStateProvider authentication, UserSessions sessions) : CircuitHandler
{
    private string? _sessionId;

    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        _sessionId = (await authentication.GetAuthenticationStateAsync()).User.FindFirst(UserClaims.Session)?.Value;

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => RequireSessionAsync(cancellationToken);

    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        await RequireSessionAsync(CancellationToken.None);
        await next(context);
    };

    private async Task RequireSessionAsync(CancellationToken cancellation)
    {
        if (_sessionId is { } id && !await sessions.ExistsAsync(id, cancellation))
            throw new InvalidOperationException("The session has ended.");
    }
}
