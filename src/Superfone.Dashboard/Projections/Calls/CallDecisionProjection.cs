using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Calls;

/// <summary>Projects users' notes on calls, and their tags.</summary>
internal sealed class CallDecisionProjection(ReadModelWriter readModel)
{
    /// <summary>Applies a decision about a call. One about an unknown call is ignored.</summary>
    public void Apply(Decision decision, CallAction action, Batch batch)
    {
        if (decision.CdrId is not { } cdrId || readModel.Calls.Find(cdrId) is not { } call)
            return;
        readModel.CallDecisions.Save(new CallDecision
        {
            DecisionId = decision.Id,
            CdrId = cdrId,
            Action = action,
            AtUtc = decision.AtUtc,
            By = decision.DecidedBy,
            Note = decision.Note,
        });
        if (action == CallAction.Tags)
        {
            DeleteTags(readModel, call);
            call.Tags = CallTags.Read(decision.Note) is { Count: > 0 } tags ? tags : null;
            readModel.Calls.Save(call);
            SaveTags(readModel, call);
        }

        batch.Changed(ChangeKind.Call, cdrId);
        if (call.ContactId is { } contactId)
            batch.Changed(ChangeKind.Contact, contactId);
    }

    /// <summary>Deletes the tags by which a call is found.</summary>
    public static void DeleteTags(ReadModelWriter readModel, Call call)
    {
        foreach (var tag in call.Tags ?? [])
            readModel.CallTags.Delete(CallTags.KeyOf(tag), call.SortKey);
    }

    /// <summary>Saves the tags by which a call is found.</summary>
    public static void SaveTags(ReadModelWriter readModel, Call call)
    {
        foreach (var tag in call.Tags ?? [])
            readModel.CallTags.Save(new CallTag { Key = CallTags.KeyOf(tag), SortKey = call.SortKey });
    }
}
