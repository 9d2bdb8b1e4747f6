namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Lets an event wait for all earlier ones about the same call, contact, task or number that have not ended. Used by one runner only.</summary>
internal sealed class EntityOrder
{
    private readonly Dictionary<string, PassedEvent> _last = new(StringComparer.Ordinal);

    /// <summary>Adds an event behind those that were added before.</summary>
    public void Add(PassedEvent added)
    {
        foreach (var key in added.Keys)
        {
            if (_last.TryGetValue(key, out var earlier) && earlier.Followers.Add(added))
            {
                added.Blockers++;
                added.IsBehindQueued |= earlier.IsQueued;
            }

            _last[key] = added;
        }
    }

    /// <summary>Ends an event.</summary>
    /// <returns>The events that have waited for it, and now wait for none.</returns>
    public IReadOnlyList<PassedEvent> End(PassedEvent ended)
    {
        foreach (var key in ended.Keys)
        {
            if (_last.GetValueOrDefault(key) == ended)
                _last.Remove(key);
        }

        return [.. ended.Followers.Where(follower => --follower.Blockers == 0).OrderBy(follower => follower.DeliveryId)];
    }

    /// <summary>An event and all that wait for it, directly or not.</summary>
    public static IEnumerable<PassedEvent> From(PassedEvent first)
    {
        HashSet<PassedEvent> found = [first];
        var open = new Queue<PassedEvent>(found);
        while (open.TryDequeue(out var next))
        {
            yield return next;
            foreach (var follower in next.Followers.Where(found.Add))
                open.Enqueue(follower);
        }
    }
}
