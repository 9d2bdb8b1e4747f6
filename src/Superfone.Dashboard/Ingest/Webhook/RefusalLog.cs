using System.Net;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>
/// Logs refused posts without letting their sender fill the log: the first one of each reason at once, the others as one line per minute.
/// </summary>
public sealed class RefusalLog(TimeProvider time, ILogger<RefusalLog> logger) : IDisposable
{
    private const int MostAddresses = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Refusals> _open = [];

    /// <summary>Records a refused post.</summary>
    /// <param name="reason">The reason, as the end of a sentence: one of a small set of fixed texts.</param>
    /// <param name="address">The sender's address.</param>
    public void Add(string reason, IPAddress? address)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(reason, out var refusals))
            {
                refusals.Count(address);
                return;
            }

            // The callback cannot run early: it waits for the lock.
            _open[reason] = new Refusals(time.CreateTimer(_ => EndWindow(reason), null, Window, Window));
        }

        logger.LogWarning("A post from {Address} was refused: {Reason}", address, reason);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var refusals in _open.Values)
                refusals.Timer.Dispose();
            _open.Clear();
        }
    }

    private void EndWindow(string reason)
    {
        long count;
        string addresses;
        lock (_lock)
        {
            if (!_open.TryGetValue(reason, out var refusals))
                return;
            (count, addresses) = refusals.Take();
            if (count == 0)
            {
                refusals.Timer.Dispose();
                _open.Remove(reason);
                return;
            }
        }

        logger.LogWarning("{Count} more posts were refused in the last minute: {Reason}. They came from {Addresses}", count, reason, addresses);
    }

    private sealed class Refusals(ITimer timer)
    {
        private readonly HashSet<string> _addresses = [];
        private bool _hasMore;
        private long _count;

        public ITimer Timer => timer;

        public void Count(IPAddress? address)
        {
            _count++;
            var text = address?.ToString() ?? "an unknown address";
            if (_addresses.Count < MostAddresses)
                _addresses.Add(text);
            else
                _hasMore |= !_addresses.Contains(text);
        }

        public (long Count, string Addresses) Take()
        {
            var taken = (_count, string.Join(", ", _addresses) + (_hasMore ? " and others" : ""));
            _addresses.Clear();
            (_count, _hasMore) = (0, false);
            return taken;
        }
    }
}
