using Microsoft.AspNetCore.Routing;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>A dashboard for all tests of a class, which change nothing that the others see: it is started once.</summary>
/// <param name="settings">Configured values over the fixture's own.</param>
/// <param name="map">Endpoints beside its own.</param>
public abstract class SharedDashboard(IReadOnlyDictionary<string, string?>? settings = null, Action<IEndpointRouteBuilder>? map = null) : IAsyncLifetime
{
    /// <summary>The dashboard.</summary>
    public RunningDashboard Dashboard { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Dashboard = await RunningDashboard.StartAsync(settings, map: map);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Dashboard.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>One without anything set.</summary>
public sealed class StartedDashboard() : SharedDashboard;
