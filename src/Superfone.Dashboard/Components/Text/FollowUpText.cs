using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Text;

/// <summary>How follow-ups stand, in plain English.</summary>
public static class FollowUpText
{
    /// <summary>The states, in the order in which one looks at them.</summary>
    public static readonly IReadOnlyList<(FollowUpState State, string Words)> States =
        [(FollowUpState.Open, "To call back"), (FollowUpState.Returned, "Called back"), (FollowUpState.Closed, "Closed")];

    /// <summary>Address of the callers whom somebody talked to again, whenever that was.</summary>
    /// <param name="agent">Their number or name.</param>
    public static string ReturnedBy(string agent) => WorkListQuery.AddressOf(new WorkListFilter { State = FollowUpState.Returned, Agent = agent });

    /// <summary>What a list of a state shows and in which order, for a screen reader.</summary>
    public static string OrderOf(FollowUpState? state) => state switch
    {
        FollowUpState.Returned => "Missed callers who were talked to again, the last first",
        FollowUpState.Closed => "Missed callers who were closed by hand, the last first",
        _ => "Missed callers who wait for a call back, the longest waiting first",
    };
}
