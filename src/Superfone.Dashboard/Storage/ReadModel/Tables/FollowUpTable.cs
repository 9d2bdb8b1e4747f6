using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Follow-ups.</summary>
internal sealed class FollowUpTable(ReadModelWriter writer, IModel model) : ReadModelTable<FollowUp>(writer, model)
{
    /// <summary>The latest open follow-up of a number.</summary>
    public FollowUp? LatestOpen(string phoneKey) =>
        Where("WHERE PhoneKey = ?1 AND State = ?2 ORDER BY Id DESC LIMIT 1", phoneKey, (int)FollowUpState.Open).SingleOrDefault();

    /// <summary>The last follow-up of a number before an id.</summary>
    public FollowUp? LastBefore(string phoneKey, long id) =>
        Where("WHERE PhoneKey = ?1 AND Id < ?2 ORDER BY Id DESC LIMIT 1", phoneKey, id).SingleOrDefault();

    /// <summary>The follow-ups of a number from an id on.</summary>
    public IReadOnlyList<FollowUp> From(string phoneKey, long id) => Where("WHERE PhoneKey = ?1 AND Id >= ?2", phoneKey, id);
}
