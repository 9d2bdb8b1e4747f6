using Superfone.Dashboard.Configuration.Logs;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>
/// Runs services while this node holds the lease of their work: with several nodes, on one of them; alone, from the application's start to its end.
/// </summary>
/// <param name="work">See <see cref="NodeWork"/>.</param>
/// <param name="find">Finds or creates the services, in a scope that lasts as long as the lease.</param>
/// <param name="leases">Decides.</param>
/// <param name="belongsElsewhere">Whether another node does it better for now.</param>
/// <param name="scopes">Makes the scopes.</param>
/// <param name="logger">Receives what ends a service.</param>
internal sealed class OnOneNode(
    string work, Func<IServiceProvider, IReadOnlyList<BackgroundService>> find, ILeases leases, Func<bool> belongsElsewhere, IServiceScopeFactory scopes,
    ILogger<OnOneNode> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                _failure.End();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (_failure.IsNew(error))
                    logger.LogError(error, "What does {Work} ended unexpectedly; it starts again", work);
                await Task.Delay(RetryDelay, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // The application stops.
            }
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (belongsElsewhere())
            await Task.Delay(LookInterval, stopping);
        await using var lease = await leases.AcquireAsync(work, stopping);
        using var fence = WorkFence.Enter(lease);
        await using var scope = scopes.CreateAsyncScope();
        var services = find(scope.ServiceProvider);
        foreach (var service in services)
            await service.StartAsync(stopping);
        var running = services.Select(service => service.ExecuteTask!).ToList();

        using var looking = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(UntilEndAsync(running, looking.Token, lease.Lost), UntilItBelongsElsewhereAsync(looking.Token));
        await looking.CancelAsync();
        await Task.WhenAll(services.Select(service => service.StopAsync(CancellationToken.None)));
        if (running.Find(task => task.IsFaulted) is { } failed)
            await failed;
    }

    private async Task UntilItBelongsElsewhereAsync(CancellationToken stopping)
    {
        while (!belongsElsewhere() && !stopping.IsCancellationRequested)
            await Task.Delay(LookInterval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // One that fails ends the others; one that has nothing left to do does not.
    private static async Task UntilEndAsync(IEnumerable<Task> running, CancellationToken stopping, CancellationToken lost)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var task in running)
            _ = task.ContinueWith(_ => end.TrySetResult(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        await using var atStop = stopping.Register(() => end.TrySetResult());
        await using var atLoss = lost.Register(() => end.TrySetResult());
        await end.Task;
    }
}

/// <summary>Adds services that run on one node.</summary>
internal static class OneNodeServices
{
    /// <summary>Adds services that run on one node at a time, all on the same one, each time in instances and a scope of their own.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="work">See <see cref="NodeWork"/>.</param>
    /// <param name="types">The <see cref="BackgroundService"/>s, in the order in which they start.</param>
    public static IServiceCollection AddOnOneNode(this IServiceCollection services, string work, params Type[] types)
    {
        foreach (var type in types)
            services.AddScoped(type);
        return services.AddOnOneNode(work, provider => [.. types.Select(type => (BackgroundService)provider.GetRequiredService(type))]);
    }

    /// <summary>Adds services that run on one node at a time; the same instances may run several times, one after another.</summary>
    public static IServiceCollection AddOnOneNode(this IServiceCollection services, string work, Func<IServiceProvider, IReadOnlyList<BackgroundService>> find) =>
        services.AddSingleton<IHostedService>(provider =>
        {
            var nodes = provider.GetRequiredService<NodeBoard>();
            return new OnOneNode(
                work, find, provider.GetRequiredService<ILeases>(), () => nodes.ShowsLess && NodeWork.OfReadModel.Contains(work), provider.GetRequiredService<IServiceScopeFactory>(),
                provider.GetRequiredService<ILogger<OnOneNode>>());
        });
}
