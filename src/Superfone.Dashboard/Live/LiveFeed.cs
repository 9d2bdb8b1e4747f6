namespace Superfone.Dashboard.Live;

/// <summary>Hands what has changed to whoever shows it. Handing over never waits for those who take.</summary>
public sealed class LiveFeed(TimeProvider time, ILogger<LiveFeed> logger)
{
    /// <summary>How often a page is told at most.</summary>
    public static readonly TimeSpan PageInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>With how many waiting things a page is told to load anew instead.</summary>
    public const int MostPending = 2_000;

    private readonly Lock _lock = new();
    private LiveSubscription[] _subscriptions = [];

    /// <summary>Whether anybody takes what changes.</summary>
    public bool HasSubscriptions => Volatile.Read(ref _subscriptions).Length > 0;

    /// <summary>Begins to take what changes: at once after a quiet time, else at most once in every interval.</summary>
    /// <param name="onUpdate">
    /// Takes an update; never called while an earlier call still runs. An exception is logged, and the next update comes all the same.
    /// </param>
    /// <param name="interval">At least how long from one call to the next; <see cref="PageInterval"/> where none is given.</param>
    /// <param name="mostPending">With how many waiting things to be told to reload instead.</param>
    /// <returns>What ends it when disposed; disposing twice is disposing once.</returns>
    public LiveSubscription Subscribe(Func<LiveUpdate, Task> onUpdate, TimeSpan? interval = null, int mostPending = MostPending)
    {
        var subscription = new LiveSubscription(onUpdate, interval ?? PageInterval, mostPending, time, Remove, logger);
        lock (_lock)
            _subscriptions = [.. _subscriptions, subscription];
        return subscription;
    }

    /// <summary>Hands an update to all.</summary>
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
