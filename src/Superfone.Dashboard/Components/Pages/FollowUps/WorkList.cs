using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>Reads follow-ups in the order in which they are worked. One that has just ended keeps its place for a while, and says how it ended.</summary>
/// <param name="followUps">Reads them.</param>
public sealed class WorkList(FollowUpQueries followUps)
{
    private readonly Dictionary<long, (FollowUpItem Item, bool IsOld)> _held = [];

    /// <summary>Reads the part at a cursor, with what ended a moment ago where it stood.</summary>
    public async Task<Page<FollowUpItem>> ReadAsync(WorkListFilter filter, string? cursor, CancellationToken cancellation)
    {
        var page = await followUps.WorkListAsync(filter, cursor, cancellation: cancellation);
        if (filter.State != FollowUpState.Open || _held.Count == 0)
            return page;

        // All that is held was shown, so it stands before the end of what is read; it comes with the first part.
        return cursor is null
            ? page with { Items = [.. page.Items.Concat(_held.Values.Select(held => held.Item)).OrderBy(item => item.Id)] }
            : page with { Items = [.. page.Items.Where(item => !_held.ContainsKey(item.Id))] };
    }

    /// <summary>Keeps in its place what has ended; what waits again needs no keeping.</summary>
    public void Hold(IEnumerable<FollowUpItem> changed)
    {
        foreach (var item in changed)
        {
            _held.Remove(item.Id);
            if (item.State != FollowUpState.Open)
                _held[item.Id] = (item, false);
        }
    }

    /// <summary>Lets go what ended a minute ago or more; the next reading is without it.</summary>
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

    /// <summary>Lets go everything.</summary>
    public void Clear() => _held.Clear();
}
