using System.Collections.Concurrent;

namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>Remembers when each key was last used, to the minute, so that a busy one is written once a minute and no request waits for it.</summary>
/// <param name="writer">Writes to the primary database.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives failed writes.</param>
/// <param name="write">Stores the time of a key, by its id.</param>
public sealed class LastUses(PrimaryWriter writer, TimeProvider time, ILogger logger, Action<long, DateTime> write)
{
    private readonly ConcurrentDictionary<long, DateTime> _minutes = new();

    /// <summary>Records that a key is used now.</summary>
    public void Record(long id)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        if (_minutes.TryGetValue(id, out var last) ? last == minute || !_minutes.TryUpdate(id, minute, last) : !_minutes.TryAdd(id, minute))
            return;
        _ = WriteAsync(id, minute);
    }

    /// <summary>The latest use of a key.</summary>
    /// <param name="id">The key.</param>
    /// <param name="stored">What the database says.</param>
    public DateTime? Of(long id, DateTime? stored) => _minutes.TryGetValue(id, out var minute) && !(stored > minute) ? minute : stored;

    private async Task WriteAsync(long id, DateTime minute)
    {
        try
        {
            await writer.RunAsync(() => write(id, minute));
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "The time at which a secret was last used could not be stored");
        }
    }
}
