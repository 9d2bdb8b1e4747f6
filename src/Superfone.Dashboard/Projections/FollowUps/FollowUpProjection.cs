using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Projections.Numbers;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.FollowUps;

/// <summary>Projects the follow-ups of each number that a batch affects, once per batch.</summary>
internal sealed class FollowUpProjection(ReadModelWriter readModel, MarkProjection marks, Isolation isolation)
{
    /// <summary>Applies a decision about a follow-up.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="action">What was decided; <see langword="null"/> if the last closing is undone.</param>
    /// <param name="batch">Collects the changes.</param>
    public void Apply(Decision decision, FollowUpAction? action, Batch batch)
    {
        if (!PhoneBook.IsNumber(decision.Subject))
            return;
        if (action is null)
            TakeBack(decision, batch);
        else
            Add(decision, action.Value, batch);

        // The history of the contacts who have the number.
        foreach (var owner in readModel.ContactPhoneKeys.OfNumber(decision.Subject))
            batch.Changed(ChangeKind.Contact, owner.ContactId);
    }

    /// <summary>Recomputes the follow-ups that the batch affects.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="most">How many of them; the others stay to be recomputed.</param>
    public void Finish(Batch batch, int most = int.MaxValue)
    {
        // Nobody can call back "Anonymous".
        var stories = batch.FollowUpsToFold.Take(most).ToList();
        foreach (var story in stories)
            batch.TakeFollowUps(story.Key);
        stories.RemoveAll(story => !PhoneBook.IsNumber(story.Key));
        isolation.Each(ProjectionStep.FollowUp, batch, stories, story => story.Key, story => Fold(story.Key, story.Value, batch));
    }

    // It is about the follow-up as it was at the time of the decision, with its counts.
    private void Add(Decision decision, FollowUpAction action, Batch batch)
    {
        if (batch.TakeFollowUps(decision.Subject) is { } earliest)
            Fold(decision.Subject, earliest, batch);
        var last = readModel.FollowUps.LastBefore(decision.Subject, long.MaxValue);
        var isNote = action is FollowUpAction.Note or FollowUpAction.Attempt;
        var added = new FollowUpDecision
        {
            DecisionId = decision.Id,
            PhoneKey = decision.Subject,
            // By the sender's clock, a call may have started after the decision.
            SortKey = Math.Max(SortKey.Last(decision.AtUtc), isNote || last?.State == FollowUpState.Open ? last?.LastStepKey ?? 0 : 0),
            Action = action,
            AtUtc = decision.AtUtc,
            By = decision.DecidedBy,
            Note = decision.Note,
        };
        readModel.FollowUpDecisions.Save(added);
        if (!isNote)
            batch.FollowUpStepChanged(added.PhoneKey, added.SortKey);
        else if (last is not null)
            batch.Changed(ChangeKind.FollowUp, last.Id);
    }

    // Removes the number's last closing.
    private void TakeBack(Decision decision, Batch batch)
    {
        if (readModel.FollowUpDecisions.LatestClosing(decision.Subject) is not { } closing)
            return;
        readModel.FollowUpDecisions.Delete(closing.DecisionId);
        batch.FollowUpStepChanged(closing.PhoneKey, closing.SortKey);
    }

    // Everything before the earliest changed step is kept. Steps mostly arrive in order of time, so that little or nothing is recomputed.
    private void Fold(string phoneKey, long earliest, Batch batch)
    {
        var last = readModel.FollowUps.LastBefore(phoneKey, earliest);
        var isAppended = last is { State: FollowUpState.Open } && last.LastStepKey < earliest;

        // The last one of a marked number counts further calls, though it is closed.
        var goesOn = last is { State: FollowUpState.Closed, Mark: not null } || last?.LastStepKey >= earliest;
        var from = goesOn ? last!.Id : earliest;

        // The fields of follow-ups that missed calls show. For one that was already open they stay the same, however many calls it counts, unless somebody claims it.
        Dictionary<long, (FollowUpState, long?, string?, string?)> before = isAppended ? new() { [last!.Id] = ShownBy(last) } : [];
        Dictionary<long, FollowUp> removed = [];
        foreach (var outdated in readModel.FollowUps.From(phoneKey, from).ToList())
        {
            before[outdated.Id] = ShownBy(outdated);
            readModel.FollowUps.Delete(outdated.Id);
            batch.Rollups.Returned(outdated, -1);
            removed[outdated.Id] = outdated;
        }

        foreach (var followUp in FollowUpFold.Fold(phoneKey, isAppended ? last : null, Steps(phoneKey, from), marks.Of(phoneKey)))
        {
            if (!batch.IsBulk && (IsReturnedFrom(earliest, followUp) || !before.TryGetValue(followUp.Id, out var shown) || shown != ShownBy(followUp)))
                CallsChanged(followUp, batch);
            readModel.FollowUps.Save(followUp);
            batch.Rollups.Returned(followUp, 1);
            batch.Changed(ChangeKind.FollowUp, followUp.Id);
            removed.Remove(followUp.Id);
        }

        foreach (var gone in removed.Values)
            batch.Changed(Change.FollowUpRemoved(gone.Id, gone.Phone ?? gone.PhoneKey));
    }

    // The returning call is shown with fields that the follow-up does not hold, such as its direction; it may be the one that has changed.
    private static bool IsReturnedFrom(long earliest, FollowUp followUp) => followUp.State == FollowUpState.Returned && followUp.LastStepKey >= earliest;

    private static (FollowUpState, long?, string?, string?) ShownBy(FollowUp followUp) => followUp.State == FollowUpState.Returned
        ? (followUp.State, followUp.LastStepKey, followUp.LastAgent, followUp.LastAgentKey)
        : (followUp.State, followUp.ClaimedUntilUtc?.Ticks, followUp.ClaimedBy, null);

    private void CallsChanged(FollowUp followUp, Batch batch)
    {
        foreach (var cdrId in readModel.Calls.Missed(followUp.PhoneKey, followUp.Id, followUp.LastMissedKey))
            batch.Changed(ChangeKind.Call, cdrId);
    }

    private IEnumerable<FollowUpStep> Steps(string phoneKey, long from)
    {
        var decisions = readModel.FollowUpDecisions.From(phoneKey, from).Select(FollowUpDecisionSteps.Of).OfType<FollowUpStep>();
        var calls = readModel.Calls.From(phoneKey, from).Select(FollowUpStep.Of).OfType<FollowUpStep>();
        return calls.Concat(decisions).OrderBy(step => step.Key);
    }
}
