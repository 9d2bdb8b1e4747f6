using System.Collections.Concurrent;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Calling;

/// <summary>
/// The last call that each person asked for, on whatever page. Changes are followed only while somebody waits for the event of a call.
/// </summary>
public sealed class DialedCalls(LiveFeed feed, CallQueries queries, PhoneBook phones, TimeProvider time, ILogger<DialedCalls> logger) : IDisposable
{
    // Clocks differ, and the call may start before the answer is here.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    // A call that is longer has lost its end.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    private readonly ConcurrentDictionary<string, DialedCall> _calls = new();
    private readonly Lock _lock = new();
    private LiveSubscription? _subscription;

    /// <summary>Tells whose call has changed, on any thread.</summary>
    public event Action<string>? Changed;

    /// <summary>The last call of a person; <see langword="null"/> if there is none.</summary>
    /// <param name="userId">The person.</param>
    public DialedCall? Find(string userId) => _calls.GetValueOrDefault(userId);

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    /// <summary>Sets the call of a person, unless another has taken its place since.</summary>
    /// <returns>Whether it was set.</returns>
    internal bool TryReplace(string userId, DialedCall? before, DialedCall? now)
    {
        var isDone = (before, now) switch
        {
            (null, { } added) => _calls.TryAdd(userId, added),
            ({ } old, { } next) => _calls.TryUpdate(userId, next, old),
            ({ } old, null) => _calls.TryRemove(KeyValuePair.Create(userId, old)),
            (null, null) => true,
        };
        if (isDone)
        {
            Follow();
            Changed?.Invoke(userId);
        }

        return isDone;
    }

    /// <summary>Changes the call of a person.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="change">Changes it; returns the same for no change.</param>
    internal void Update(string userId, Func<DialedCall, DialedCall> change)
    {
        while (Find(userId) is { } before && change(before) is var now && !ReferenceEquals(before, now))
        {
            if (TryReplace(userId, before, now))
                return;
        }
    }

    private void Follow()
    {
        lock (_lock)
        {
            var isAwaited = _calls.Values.Any(IsAwaited);
            if (isAwaited)
            {
                _subscription ??= feed.Subscribe(ApplyAsync);
            }
            else
            {
                _subscription?.Dispose();
                _subscription = null;
            }
        }
    }

    private bool IsAwaited(DialedCall call) => call.IsAwaited && time.GetUtcNow().UtcDateTime - call.AtUtc < LongestWait;

    private async Task ApplyAsync(LiveUpdate update)
    {
        foreach (var (userId, dialed) in _calls.Where(pair => IsAwaited(pair.Value)))
        {
            var calls = update.IsReload ? await ReadAsync(dialed) : update.Calls;
            foreach (var call in calls.Where(call => IsOf(call, dialed)).OrderBy(call => call.SortKey))
                Update(userId, now => IsOf(call, now) ? now with { Call = call, Problem = null, State = call.Outcome == Outcome.InProgress ? now.State : DialState.Over } : now);
        }

        Follow();
    }

    private async Task<IReadOnlyList<CallItem>> ReadAsync(DialedCall dialed)
    {
        try
        {
            return (await queries.ListAsync(Visibility.Everything, new CallFilter { Phone = dialed.Phone, From = dialed.AtUtc - Slack }, limit: 5)).Items;
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "The calls with a number that was called could not be read");
            return [];
        }
    }

    private bool IsOf(CallItem call, DialedCall dialed) =>
        dialed.IsAwaited && call.Direction != CallDirection.Inbound && phones.KeyOf(call.Phone) == dialed.Phone
        && (dialed.Call is null || dialed.Call.CdrId == call.CdrId) && call.CdrId != dialed.EarlierCdrId
        && (call.StartedUtc ?? SortKey.InstantOf(call.SortKey)) >= dialed.AtUtc - Slack
        && (phones.KeyOf(call.Staff?.Phone) is not { } staff || staff == dialed.StaffPhone);
}
