namespace Superfone.Dashboard.Live;

/// <summary>Passes changes to their subscribers without ever waiting for them.</summary>
public sealed class LiveFeed(TimeProvider time, ILogger<LiveFeed> logger)
{
    /// <summary>The minimum time between two updates of a page.</summary>
    public static readonly TimeSpan PageInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The number of pending items above which a page is told to reload instead.</summary>
    public const int MostPending = 2_000;

    private readonly Lock _lock = new();
    private LiveSubscription[] _subscriptions = [];

    /// <summary>The pace of open pages.</summary>
    public PagePace Pace { get; init; } = new(time, new ProcessorLoad(time).ReadShare);

    /// <summary>The number of subscribers.</summary>
    public int SubscriptionCount => Volatile.Read(ref _subscriptions).Length;

    /// <summary>Whether there are subscribers.</summary>
    public bool HasSubscriptions => SubscriptionCount > 0;

    /// <summary>Subscribes to changes: delivered at once after a quiet time, otherwise at most once per interval.</summary>
    /// <param name="onUpdate">
    /// Receives an update; never called while an earlier call is running. An exception is logged, and updates continue.
    /// </param>
    /// <param name="interval">The minimum time between two calls; <see cref="PageInterval"/> by default.</param>
    /// <param name="mostPending">The number of pending items above which the subscriber is told to reload instead.</param>
    /// <param name="onFull">Called when there are more pending items than that; it must not block.</param>
    /// <returns>Ends the subscription when disposed; disposing again does nothing.</returns>
    public LiveSubscription Subscribe(
        Func<LiveUpdate, Task> onUpdate, TimeSpan? interval = null, int mostPending = MostPending, Action? onFull = null) =>
        Add(new LiveSubscription(onUpdate, interval ?? PageInterval, mostPending, onFull, null, time, Remove, logger));

    /// <summary>Subscribes an open page to changes: like <see cref="Subscribe"/>, but at the <see cref="PagePace"/> of all pages.</summary>
    /// <param name="onUpdate">Receives an update; never called while an earlier call is running. An exception is logged, and updates continue.</param>
    /// <param name="interval">The minimum time between two calls; <see cref="PageInterval"/> by default.</param>
    /// <returns>Ends the subscription when disposed; disposing again does nothing.</returns>
    public LiveSubscription SubscribePage(Func<LiveUpdate, Task> onUpdate, TimeSpan? interval = null) =>
        Add(new LiveSubscription(onUpdate, interval ?? PageInterval, MostPending, null, Pace, time, Remove, logger));

    private LiveSubscription Add(LiveSubscription subscription)
    {
        lock (_lock)
            _subscriptions = [.. _subscriptions, subscription];
        return subscription;
    }

    /// <summary>Publishes an update to all subscribers.</summary>
    public void Publish(LiveUpdate update)
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions))
            subscription.Add(update);
    }

    private void Remove(LiveSubscription subscription)
    {
        lock (_lock)
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
    }
}
