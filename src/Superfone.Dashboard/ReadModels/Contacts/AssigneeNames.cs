using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The names of those whom contacts are assigned to, as the staff directory or another assignment gives them.</summary>
internal static class AssigneeNames
{
    /// <summary>The field of a change that names an assignee, by its wire name.</summary>
    public const string Key = "assignee_user";

    /// <summary>No names.</summary>
    public static readonly IReadOnlyDictionary<long, string> None = new Dictionary<long, string>();

    /// <summary>Reads the names of all assignees, of whom there are few.</summary>
    /// <param name="readModel">The read model.</param>
    /// <param name="keys">The changed fields to show; without an assignee among them nothing is read.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The names, by Superfone's id of the person.</returns>
    public static async Task<IReadOnlyDictionary<long, string>> ReadAsync(
        ReadModelContext readModel, IEnumerable<string?> keys, CancellationToken cancellation) =>
        keys.Contains(Key) ? await readModel.TeamMembers.ToDictionaryAsync(member => member.UserId, member => member.Name, cancellation) : None;
}
