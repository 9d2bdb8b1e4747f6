using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>Reads follow-ups in the order in which they are worked on. One that has just ended keeps its row for a while and shows how it ended.</summary>
/// <param name="followUps">Reads them.</param>
/// <param name="visibility">What the reader may see now.</param>
public sealed class WorkList(FollowUpQueries followUps, Func<Visibility> visibility)
{
    private readonly Dictionary<long, (FollowUpItem Item, bool IsOld)> _held = [];

    /// <summary>Reads the page at a cursor, including follow-ups that ended a moment ago.</summary>
    public async Task<Page<FollowUpItem>> ReadAsync(WorkListFilter filter, string? cursor, CancellationToken cancellation)
    {
        var page = await followUps.WorkListAsync(visibility(), filter, cursor, cancellation: cancellation);
        if (filter.State != FollowUpState.Open || _held.Count == 0)
            return page;

        // All held rows were already shown, so they belong before the end of what was read, and are returned with the first page.
        return cursor is null
            ? page with { Items = [.. page.Items.Concat(_held.Values.Select(held => held.Item)).OrderByDescending(item => item.LastMissedKey)] }
            : page with { Items = [.. page.Items.Where(item => !_held.ContainsKey(item.Id))] };
    }

    /// <summary>Holds the rows of follow-ups that have ended; those that are open again need not be held.</summary>
    public void Hold(IEnumerable<FollowUpItem> changed)
    {
        foreach (var item in changed)
        {
            _held.Remove(item.Id);
            if (item.State != FollowUpState.Open)
                _held[item.Id] = (item, false);
        }
    }

    /// <summary>Releases follow-ups that no longer exist.</summary>
    public void Remove(IEnumerable<long> ids)
    {
        foreach (var id in ids)
            _held.Remove(id);
    }

    /// <summary>Releases follow-ups that ended a minute or more ago; the next read does not include them.</summary>
    public void LetGo()
    {
        foreach (var (id, held) in _held.ToList())
        {
            if (held.IsOld)
                _held.Remove(id);
            else
                _held[id] = (held.Item, true);
        }
    }

    /// <summary>Releases everything.</summary>
    public void Clear() => _held.Clear();
}
