using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Localization;

/// <summary>How follow-ups stand, in plain English.</summary>
public static class FollowUpText
{
    /// <summary>Address of the callers whom somebody talked to again, whenever that was.</summary>
    /// <param name="agent">Their number or name.</param>
    public static string ReturnedBy(string agent) => WorkListQuery.AddressOf(new WorkListFilter { State = FollowUpState.Returned, Agent = agent });

    /// <summary>What a list of a state shows and in which order, for a screen reader.</summary>
    public static string FollowUpOrder(this IStringLocalizer text, FollowUpState? state) => text[$"FollowUps.Order.{state ?? FollowUpState.Open}"];
}
