using System.Text.Json;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Numbers;

/// <summary>Projects the staff directory and the marks of numbers. A mark applies to all calls of its number, however old they are.</summary>
internal sealed class MarkProjection(ReadModelWriter readModel)
{
    /// <summary>The mark of a number: the staff directory comes before what was decided on the number.</summary>
    /// <returns><see langword="null"/> for a customer's number, or none.</returns>
    public MarkDecision? Of(string? phoneKey)
    {
        if (phoneKey is null)
            return null;
        if (readModel.StaffMembers.Find(phoneKey) is { } staff)
            return new MarkDecision(NumberMark.Staff, staff.AtUtc, staff.By);
        return readModel.MarkedNumbers.Find(phoneKey) is { } marked ? new MarkDecision(marked.Mark, marked.AtUtc, marked.By) : null;
    }

    /// <summary>Applies the decision on whose a number is.</summary>
    public void Mark(Decision decision, Batch batch)
    {
        if (decision.Note is null)
            readModel.MarkedNumbers.Delete(decision.Subject);
        else
        {
            readModel.MarkedNumbers.Save(new MarkedNumber
            {
                PhoneKey = decision.Subject,
                Mark = Enum.Parse<NumberMark>(decision.Note),
                AtUtc = decision.AtUtc,
                By = decision.DecidedBy,
            });
        }

        MarkChanged(decision.Subject, batch);
    }

    /// <summary>Applies the decision on an entry of the staff directory.</summary>
    public void SetStaff(Decision decision, Batch batch)
    {
        var before = readModel.StaffMembers.Find(decision.Subject);
        var note = decision.Note is null ? null : JsonSerializer.Deserialize<StaffNote>(decision.Note, JsonSerializerOptions.Web);
        readModel.StaffMembers.Delete(decision.Subject);
        if (note is not null)
        {
            readModel.StaffMembers.Save(new StaffMember
            {
                Key = decision.Subject,
                PhoneKey = note.PhoneKey,
                Name = note.Name,
                AssigneeUserId = note.AssigneeUserId,
                DecisionId = decision.Id,
                AtUtc = decision.AtUtc,
                By = decision.DecidedBy,
            });
        }

        foreach (var userId in new[] { before?.AssigneeUserId, note?.AssigneeUserId }.OfType<long>().Distinct())
            NameAgain(userId);
        if ((before?.PhoneKey ?? note?.PhoneKey) is { } phoneKey)
            MarkChanged(phoneKey, batch);

        batch.Changed(Change.OfStaff);
    }

    private void NameAgain(long userId)
    {
        var received = readModel.TeamMembers.Find(userId)?.ReceivedName;
        if ((readModel.StaffMembers.NameOf(userId) ?? received) is { } name)
            readModel.TeamMembers.Save(new TeamMember { UserId = userId, Name = name, ReceivedName = received });
        else
            readModel.TeamMembers.Delete(userId);
    }

    private void MarkChanged(string phoneKey, Batch batch)
    {
        var mark = Of(phoneKey)?.Mark;
        foreach (var (before, call) in readModel.Calls.From(phoneKey, 0).Zip(readModel.Calls.From(phoneKey, 0)).Where(pair => pair.First.Mark != mark))
        {
            call.Mark = mark;
            readModel.Calls.Save(call);
            batch.Rollups.CallChanged(before, call);
            batch.Changed(ChangeKind.Call, call.CdrId);
        }

        foreach (var owner in readModel.ContactPhoneKeys.OfNumber(phoneKey))
            batch.Changed(ChangeKind.Contact, owner.ContactId);
        batch.Changed(Change.OfNumber(phoneKey));
        batch.FollowUpStepChanged(phoneKey, 0);
    }
}
