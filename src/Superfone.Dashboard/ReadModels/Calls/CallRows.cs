using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>A call with the fields of its contact and its summary that its item shows.</summary>
internal sealed record CallRow(
    Call Call,
    string? ContactName,
    string? BusinessName,
    IReadOnlyList<Titled>? Labels,
    string? SummaryText,
    IReadOnlyList<Insight>? Insights,
    MatchedBy? MatchedBy,
    bool IsFirst);

/// <summary>The position of a call in lists.</summary>
internal sealed record CallPosition(long SortKey, long CdrId);

/// <summary>Loads calls as items.</summary>
internal static class CallRows
{
    /// <summary>Calls with their contact and summary, in one query; the order of the calls is kept.</summary>
    public static IQueryable<CallRow> WithContext(this IQueryable<Call> calls, ReadModelContext readModel) =>
        from call in calls
        join contact in readModel.Contacts on call.ContactId equals (long?)contact.ContactId into contacts
        from contact in contacts.DefaultIfEmpty()
        join summary in readModel.Summaries on call.SummaryUuid equals summary.CdrUuid into summaries
        from summary in summaries.DefaultIfEmpty()
        select new CallRow(
            call, contact.Name, contact.BusinessName, contact.Labels, summary.Text, summary.Insights, summary.MatchedBy,
            !readModel.Calls.Any(other => other.PhoneKey != null && other.PhoneKey == call.PhoneKey && other.SortKey < call.SortKey));

    /// <summary>The call as an item.</summary>
    /// <param name="row">The call.</param>
    /// <param name="recordings">The stored state of recordings, by call.</param>
    /// <param name="followUps">The follow-ups of missed calls, by the sort key of the call.</param>
    /// <param name="names">The names of users.</param>
    /// <param name="hours">When the business works.</param>
    /// <param name="now">The current time, UTC.</param>
    public static CallItem ToItem(
        this CallRow row,
        IReadOnlyDictionary<long, Recording> recordings,
        IReadOnlyDictionary<long, CallFollowUp> followUps,
        NamesOfUsers names,
        BusinessHours hours,
        DateTime now)
    {
        var (call, followUp) = (row.Call, followUps.GetValueOrDefault(row.Call.SortKey));
        return new CallItem
        {
            CdrId = call.CdrId,
            Account = call.Account,
            Direction = call.Direction,
            OtherDirection = call.OtherDirection,
            Disposition = call.Disposition,
            Outcome = call.Outcome,
            Missed = call.Missed,
            MissedReason = call.Missed ? hours.ReasonOf(call.Disposition, call.Outcome, call.StartedUtc, call.RingingSeconds) : null,
            Phone = call.Phone,
            Mark = call.Mark,
            StartedUtc = call.StartedUtc,
            AnsweredUtc = call.AnsweredUtc,
            EndedUtc = call.EndedUtc,
            DurationSeconds = call.DurationSeconds,
            RingingSeconds = call.RingingSeconds,
            Contact = ContactReference.Of(call.ContactId, row.ContactName, row.BusinessName, row.Labels),
            Staff = call.StaffName is null && call.StaffPhone is null ? null : new StaffReference(call.StaffName, call.StaffPhone),
            Recording = RecordingItem.Of(call, recordings.GetValueOrDefault(call.CdrId), now),
            Summary = row.MatchedBy is { } matchedBy ? new CallSummary(row.SummaryText, row.Insights ?? [], matchedBy) { CdrUuid = call.SummaryUuid } : null,
            Returned = followUp?.Return,
            IsFirstFromNumber = call.PhoneKey is null ? null : row.IsFirst,
            Tags = call.Tags ?? [],
            FollowUp = followUp?.State,
            ClaimedByName = followUp is { State: FollowUpState.Open, ClaimedBy: { } by } ? names.OfEmail(by) : null,
            SortKey = call.SortKey,
        };
    }
}
