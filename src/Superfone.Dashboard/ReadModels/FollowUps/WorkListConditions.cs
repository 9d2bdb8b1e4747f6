using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Filters;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>The conditions of a <see cref="WorkListFilter"/> except the state, which also determines the list's order.</summary>
internal sealed class WorkListConditions : FilterDefinition<WorkListFilter, FollowUp, PhoneBook>
{
    private WorkListConditions()
    {
        Add(
            FilterParameter.Of((WorkListFilter filter) => filter.Account),
            (followUps, filter, phones, _) => new(phones.SoughtKey(filter.Account) is { } account ? followUps.Where(followUp => followUp.AccountKey == account) : followUps));
        AddRows(filter => filter.Assignee, assignee => followUp => followUp.AssigneeUserId == assignee);

        // The call that returned them is their last step.
        AddReturned(FilterParameter.Of((WorkListFilter filter) => filter.Agent), (followUps, filter, phones) =>
        {
            var key = phones.KeyOf(filter.Agent) ?? filter.Agent;
            return followUps.Where(followUp => followUp.LastAgentKey == key);
        });
        AddReturned(
            FilterParameter.Of((WorkListFilter filter) => filter.From),
            (followUps, filter, _) => followUps.Where(followUp => followUp.LastStepKey >= SortKey.First(filter.From!.Value)));
        AddReturned(
            FilterParameter.Of((WorkListFilter filter) => filter.To),
            (followUps, filter, _) => followUps.Where(followUp => followUp.LastStepKey < SortKey.First(filter.To!.Value)));
    }

    /// <summary>The conditions.</summary>
    public static WorkListConditions All { get; } = new();

    // Applies only to follow-ups that were returned.
    private void AddReturned(
        FilterParameter<WorkListFilter> parameter, Func<IQueryable<FollowUp>, WorkListFilter, PhoneBook, IQueryable<FollowUp>> apply) =>
        Add(parameter, (followUps, filter, phones, _) => new(filter.State == FollowUpState.Returned ? apply(followUps, filter, phones) : followUps));
}
