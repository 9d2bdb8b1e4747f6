using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Localization;

/// <summary>Formats instants, numbers and phone numbers for the business: in its time zone, its telephone region and its culture.</summary>
/// <param name="calendar">The business's days and hours.</param>
/// <param name="phones">Formats telephone numbers.</param>
/// <param name="time">The clock.</param>
/// <param name="text">The texts.</param>
public sealed class Display(BusinessCalendar calendar, PhoneBook phones, TimeProvider time, IStringLocalizer<Strings> text)
{
    /// <summary>The texts, for rows that are built without components.</summary>
    public IStringLocalizer Text => text;

    /// <summary>The current local time.</summary>
    public DateTime Now => calendar.ToLocal(time.GetUtcNow().UtcDateTime);

    /// <summary>The start of a number of business days, today included, UTC.</summary>
    public DateTime DaysUtc(int days) => calendar.StartOfUtc(DateOnly.FromDateTime(Now).AddDays(1 - Math.Clamp(days, 1, 3660)));

    /// <summary>The exact instant, for a tooltip: <c>Mon 15 May 2026, 16:00:08</c>.</summary>
    public string Exact(DateTime utc) => calendar.ToLocal(utc).ToString(text["Format.Exact"], CultureInfo.CurrentCulture);

    /// <summary>A day and time for a heading: <c>Today 16:00</c>, <c>Yesterday 16:00</c>, <c>15 May, 16:00</c>.</summary>
    public string DayAndTime(DateTime utc) => DayAndTime(utc, "Day.TodayAt", "Day.YesterdayAt", "Day.TomorrowAt");

    /// <summary>A day and time within a sentence: <c>today 16:00</c>, <c>15 May, 16:00</c>.</summary>
    public string DayAndTimeWithin(DateTime utc) => DayAndTime(utc, "Day.Within.TodayAt", "Day.Within.YesterdayAt", "Day.Within.TomorrowAt");

    /// <summary>A due time within a sentence; <see langword="null"/> if the value is not a date or time.</summary>
    /// <param name="value">A due date as received: any JSON.</param>
    public string? Due(JsonElement value) => DueDate.TryRead(value, calendar, out var due) && due is { } utc ? DayAndTimeWithin(utc) : null;

    /// <summary>The relative time within a sentence.</summary>
    public string AgoWithin(DateTime utc) => Ago(utc, DayAndTimeWithin);

    /// <summary>The relative time for a list: <c>just now</c>, <c>2 min ago</c>, then the time of today, then the day.</summary>
    public string Ago(DateTime utc) => Ago(utc, DayAndTime);

    /// <summary>The waiting time until now, in the format of <see cref="WaitText"/>.</summary>
    public string Wait(DateTime sinceUtc) => text.Wait(time.GetUtcNow().UtcDateTime - sinceUtc);

    /// <summary>A phone number with only the last four digits readable: <c>+91 ••••• •0001</c>.</summary>
    public string MaskedPhone(string? number)
    {
        var text = Phone(number);
        var digits = text.Count(char.IsAsciiDigit);
        var code = text.StartsWith('+') ? text.TakeWhile(character => character != ' ').Count(char.IsAsciiDigit) : 0;
        var index = 0;
        return string.Concat(text.Select(character => !char.IsAsciiDigit(character) || index++ < code || index > digits - 4 ? character : '•'));
    }

    /// <summary>The current outcome of a call: one that has been in progress for too long no longer is.</summary>
    public Outcome OutcomeOf(CallItem call) => HasLostItsEnd(call) ? Outcome.Other : call.Outcome;

    /// <summary>The name of a call's outcome.</summary>
    public string ResultOf(CallItem call) => HasLostItsEnd(call) ? text["Call.NoEnd"] : text.Disposition(call.Disposition);

    /// <summary>
    /// Whether a call was missed and needs no call back any more: somebody has talked to the caller since, or has closed it.
    /// </summary>
    public static bool IsSettled(CallItem call) => call is { Missed: true, FollowUp: FollowUpState.Returned or FollowUpState.Closed };

    /// <summary>The status of a call: how a missed call was settled, if it was; otherwise <see cref="ResultOf"/>.</summary>
    public string StatusOf(CallItem call)
    {
        if (!call.Missed)
            return ResultOf(call);
        if (call.Returned is { } returned)
            return ReturnOf(returned);
        if (call.ClaimedByName is { } claimedBy)
            return text["FollowUps.IsCalling", claimedBy];
        return call.FollowUp == FollowUpState.Closed ? text["Call.Closed", ResultOf(call)] : MissOf(call);
    }

    // The other reasons are those of the disposition itself.
    private string MissOf(CallItem call) => call.MissedReason switch
    {
        MissedReason.AfterHours => text["Call.MissedAfterHours", ResultOf(call)],
        MissedReason.Abandoned => text.NameOf(MissedReason.Abandoned),
        MissedReason.NotPickedUp or MissedReason.Busy or MissedReason.Failed or MissedReason.Ivr or null => ResultOf(call),
    };

    /// <summary>The other party of a call: their name, or else their number.</summary>
    public string NameOf(CallItem call) => call.Contact?.Name ?? Phone(call.Phone);

    /// <summary>A phone number in the usual format.</summary>
    public string Phone(string? number) => string.IsNullOrWhiteSpace(number) ? text["Phone.Unknown"] : phones.Format(number);

    /// <summary>The key of a number, which identifies its page; <see langword="null"/> if the text is not a number.</summary>
    public string? PhoneKey(string? number) => phones.KeyOf(number);

    /// <summary>A number in E.164 for a link to call it; <see langword="null"/> if it cannot be called, such as a short code.</summary>
    public string? Dialable(string? number) => phones.KeyOf(number) is { } key && PhoneBook.IsNumber(key) ? key : null;

    /// <summary>A whole number in the groups of the culture: <c>1,23,456</c> in India.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>The time of a day: <c>16:00</c>.</summary>
    public string Time(DateTime local) => local.ToString(text["Format.Time"], CultureInfo.CurrentCulture);

    private string ReturnOf(CallReturn returned)
    {
        var (when, who) = (DayAndTimeWithin(returned.AtUtc), returned.Staff?.Name ?? Filled(returned.Staff?.Phone));
        return (returned.Direction, who) switch
        {
            (CallDirection.Inbound, null) => text["Call.CalledAgain", when],
            (CallDirection.Inbound, _) => text["Call.CalledAgainTo", when, who],
            (CallDirection.Outbound or null, null) => text["Call.CalledBack", when],
            (CallDirection.Outbound or null, _) => text["Call.CalledBackBy", when, who],
        };

        string? Filled(string? phone) => phone is null ? null : Phone(phone);
    }

    private bool HasLostItsEnd(CallItem call) =>
        Call.HasLostItsEnd(call.Outcome, call.StartedUtc ?? Domain.Calls.SortKey.InstantOf(call.SortKey), time.GetUtcNow().UtcDateTime);

    private string DayAndTime(DateTime utc, string today, string yesterday, string tomorrow)
    {
        var local = calendar.ToLocal(utc);
        return (Now.Date - local.Date).Days switch
        {
            0 => text[today, Time(local)],
            1 => text[yesterday, Time(local)],
            -1 => text[tomorrow, Time(local)],
            _ => local.ToString(text[local.Year == Now.Year ? "Format.DayAndTime" : "Format.DayYearAndTime"], CultureInfo.CurrentCulture),
        };
    }

    private string Ago(DateTime utc, Func<DateTime, string> dayAndTime)
    {
        var age = time.GetUtcNow().UtcDateTime - utc;
        if (age < TimeSpan.FromMinutes(1) && age > TimeSpan.FromMinutes(-1))
            return text["Ago.JustNow"];
        if (age >= TimeSpan.Zero && age < TimeSpan.FromHours(1))
            return text["Ago.Minutes", (int)age.TotalMinutes];
        return calendar.ToLocal(utc).Date == Now.Date ? Time(calendar.ToLocal(utc)) : dayAndTime(utc);
    }
}
