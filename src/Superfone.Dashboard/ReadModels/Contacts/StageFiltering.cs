using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Finds contacts by their stays in a lead stage, each condition in a form that an index supports.</summary>
internal static class StageFiltering
{
    /// <summary>The stays that match a history; a contact who entered the stage twice has two.</summary>
    public static IQueryable<StageStay> StaysOf(this ReadModelContext readModel, StageHistory history)
    {
        var (from, to) = (history.From ?? DateTime.UnixEpoch, history.To ?? DateTime.MaxValue);
        var stays = readModel.StageStays.AsNoTracking().Where(stay => stay.Stage == history.Stage);
        return history.Step switch
        {
            StageStep.Entered => stays.Where(stay => stay.SinceUtc >= from && stay.SinceUtc < to),
            StageStep.Left => stays.Where(stay => stay.UntilUtc != null && stay.UntilUtc >= from && stay.UntilUtc < to),
            StageStep.Stood => stays.Where(stay => stay.SinceUtc < to && (stay.UntilUtc == null || stay.UntilUtc >= to)),
        };
    }

    /// <summary>The contacts among some that match a history, the latest to enter or leave first.</summary>
    /// <param name="contacts">The contacts.</param>
    /// <param name="readModel">The read model with their stays.</param>
    /// <param name="history">The history.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    public static IQueryable<StagedContact> InStage(this IQueryable<Contact> contacts, ReadModelContext readModel, StageHistory history, string? cursor)
    {
        // Of several stays the last one counts. Choosing it in this way keeps SQLite from the index of all stays: it uses that of the
        // contact's own stays.
        var (isLeft, to) = (history.Step == StageStep.Left, history.To ?? DateTime.MaxValue);
        var last = readModel.StaysOf(history).Where(stay => !readModel.StageStays.Any(later =>
            later.ContactId == stay.ContactId && later.Stage == stay.Stage && later.DeliveryId > stay.DeliveryId
            && (isLeft ? later.UntilUtc ?? DateTime.MaxValue : later.SinceUtc) < to));
        var staged = from step in isLeft
                         ? last.Select(stay => new { stay.ContactId, AtUtc = stay.UntilUtc!.Value })
                         : last.Select(stay => new { stay.ContactId, AtUtc = stay.SinceUtc })
                     join contact in contacts on step.ContactId equals contact.ContactId
                     select new StagedContact { Contact = contact, ContactId = step.ContactId, AtUtc = step.AtUtc };
        if (Cursor.Read(ListKind.ContactsByStage, cursor, 2) is [var milliseconds, var id])
        {
            var at = Cursor.InstantOf(milliseconds);
            staged = staged.Where(row => row.AtUtc <= at && (row.AtUtc < at || row.ContactId < id));
        }

        return staged.OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.ContactId);
    }
}

/// <summary>A contact, and the time at which they entered or left a stage.</summary>
internal sealed class StagedContact
{
    /// <summary>The contact.</summary>
    public required Contact Contact { get; init; }

    /// <summary>Superfone's key of the contact.</summary>
    public required long ContactId { get; init; }

    /// <summary>The time, UTC.</summary>
    public required DateTime AtUtc { get; init; }
}
