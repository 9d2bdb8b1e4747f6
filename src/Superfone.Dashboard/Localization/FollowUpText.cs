using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about follow-ups.</summary>
public static class FollowUpText
{
    /// <summary>The URL of the follow-ups that an agent has returned, at any time.</summary>
    /// <param name="agent">Their number or name.</param>
    public static string ReturnedBy(string agent) => WorkListQuery.AddressOf(new WorkListFilter { State = FollowUpState.Returned, Agent = agent });

    /// <summary>The content and order of the list of a state, for screen readers.</summary>
    public static string FollowUpOrder(this IStringLocalizer text, FollowUpState? state) => text[$"FollowUps.Order.{state ?? FollowUpState.Open}"];
}
