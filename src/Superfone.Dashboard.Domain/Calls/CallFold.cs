using Superfone.Events;

namespace Superfone.Dashboard.Domain.Calls;

/// <summary>A delivery about a call.</summary>
/// <param name="DeliveryId">Its id in the log.</param>
/// <param name="ReceivedUtc">The time at which it was received, UTC.</param>
/// <param name="Event">Its event.</param>
public sealed record CallPayload(long DeliveryId, DateTime ReceivedUtc, CallEvent Event);

/// <summary>Computes a call from the set of its payloads. The order in which they arrive does not matter.</summary>
/// <param name="phones">Turns numbers into keys.</param>
public sealed class CallFold(PhoneBook phones)
{
    /// <summary>Folds all payloads of one call.</summary>
    /// <param name="payloads">At least one payload, all of the same <c>cdr_id</c>, in any order.</param>
    /// <returns>The call, except for what depends on other entities: its final contact, its summary, a unique sort key.</returns>
    public Call Fold(IReadOnlyCollection<CallPayload> payloads)
    {
        var ranked = payloads.OrderByDescending(Rank).Select(payload => payload.Event).ToList();
        var disposition = Text(ranked, call => call.Disposition);
        var outcome = Outcomes.Of(disposition);
        var (direction, otherDirection) = ranked.Select(call => (call.Direction, call.OtherDirection)).FirstOrDefault(way => way != default);
        var start = First(ranked, call => call.StartUtc);
        var answer = First(ranked, call => call.AnswerUtc);
        var end = First(ranked, call => call.EndUtc);
        var account = Text(ranked, call => call.Account);
        var phone = Text(ranked, call => call.Phone);
        var staffPhone = Text(ranked, call => call.StaffPhone);
        var contactId = First(ranked, call => call.Contact.ContactId);

        return new Call
        {
            CdrId = ranked[0].CdrId,
            SortKey = SortKey.Of(start ?? answer ?? end ?? payloads.Min(payload => payload.ReceivedUtc), ranked[0].CdrId),
            Account = account,
            AccountKey = phones.KeyOf(account),
            Direction = direction,
            OtherDirection = otherDirection,
            Disposition = disposition,
            Outcome = outcome,
            Missed = IsMissed(direction, disposition, outcome, ranked),
            Phone = phone,
            PhoneKey = phones.KeyOf(phone),
            StartedUtc = start,
            AnsweredUtc = answer,
            EndedUtc = end,
            DurationSeconds = First(ranked, call => call.DurationSeconds),
            RingingSeconds = First(ranked, call => call.RingingSeconds),
            StaffName = Names.Join(Text(ranked, call => call.StaffFirstName), Text(ranked, call => call.StaffLastName)),
            StaffPhone = staffPhone,
            StaffKey = phones.KeyOf(staffPhone),
            CdrUuid = Text(ranked, call => call.CdrUuid),
            IvrInputs = ranked.Select(call => call.IvrInputs).FirstOrDefault(inputs => inputs is not null) ?? [],
            DtmfDigits = ranked.Select(call => call.DtmfDigits).FirstOrDefault(digits => digits is not null) ?? [],
            RecordingExpiresUtc = payloads.Max(RecordingExpiry),
            NamedContactId = contactId,
            ContactId = contactId,
        };
    }

    // In-progress before final; then earlier end, absent first; then unanswered before answered; then log order.
    private static (bool IsFinal, DateTime End, bool IsAnswered, long DeliveryId) Rank(CallPayload payload)
    {
        var outcome = Outcomes.Of(payload.Event.Disposition);
        return (outcome != Outcome.InProgress, payload.Event.EndUtc ?? DateTime.MinValue, outcome == Outcome.Answered, payload.DeliveryId);
    }

    private static bool IsMissed(CallDirection? direction, string? disposition, Outcome outcome, List<CallEvent> payloads) =>
        direction == CallDirection.Inbound
        && outcome is not (Outcome.Answered or Outcome.Blocked or Outcome.InProgress)
        && (outcome is Outcome.Missed or Outcome.Busy or Outcome.Failed
            || string.Equals(disposition?.Trim(), "IVR_DROPPED", StringComparison.OrdinalIgnoreCase)
            || payloads.Any(call => call.Kind == EventKind.MissedCall));

    private static DateTime? RecordingExpiry(CallPayload payload) => string.IsNullOrWhiteSpace(payload.Event.RecordingUrl)
        ? null
        : RecordingUrl.ExpiresUtc(payload.Event.RecordingUrl, payload.ReceivedUtc);

    private static T? First<T>(List<CallEvent> ranked, Func<CallEvent, T?> field)
        where T : struct =>
        ranked.Select(field).FirstOrDefault(value => value is not null);

    private static string? Text(List<CallEvent> ranked, Func<CallEvent, string?> field) =>
        ranked.Select(field).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
