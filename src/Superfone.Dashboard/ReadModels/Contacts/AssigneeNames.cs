using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The names of those whom contacts are assigned to, by their id at Superfone: from the staff directory, otherwise from events.</summary>
internal static class AssigneeNames
{
    /// <summary>No names.</summary>
    public static readonly IReadOnlyDictionary<long, string> None = new Dictionary<long, string>();

    /// <summary>Whether the values of a changed field are assignees.</summary>
    /// <param name="key">The field, by its wire name.</param>
    public static bool Concern(string? key) => key == "assignee_user";

    /// <summary>Reads all names, of which there are few, if any of the changed fields needs them.</summary>
    /// <param name="readModel">The read model.</param>
    /// <param name="keys">The fields, by their wire names.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<IReadOnlyDictionary<long, string>> ForAsync(ReadModelContext readModel, IEnumerable<string?> keys, CancellationToken cancellation) =>
        keys.Any(Concern) ? await readModel.TeamMembers.ToDictionaryAsync(member => member.UserId, member => member.Name, cancellation) : None;
}
