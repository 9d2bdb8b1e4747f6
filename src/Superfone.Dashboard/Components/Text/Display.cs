using System.Globalization;
using System.Text.Json;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Text;

/// <summary>How instants, numbers and durations read in this business: its time zone, its telephone region, Indian grouping.</summary>
/// <param name="calendar">The business's days and hours.</param>
/// <param name="phones">Writes telephone numbers.</param>
/// <param name="time">The present.</param>
public sealed class Display(BusinessCalendar calendar, PhoneBook phones, TimeProvider time)
{
    private static readonly NumberFormatInfo IndianGrouping = new() { NumberGroupSizes = [3, 2], NumberGroupSeparator = ",", NumberDecimalDigits = 0 };

    /// <summary>The present on the business's clock.</summary>
    public DateTime Now => calendar.ToLocal(time.GetUtcNow().UtcDateTime);

    /// <summary>When the last so many of the business's days began, today included, UTC.</summary>
    public DateTime DaysUtc(int days) => calendar.StartOfUtc(DateOnly.FromDateTime(Now).AddDays(1 - Math.Clamp(days, 1, 3660)));

    /// <summary>The exact instant, for a hover: <c>Mon 15 May 2026, 16:00:08</c>.</summary>
    public string Exact(DateTime utc) => calendar.ToLocal(utc).ToString("ddd d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A day and time for a heading: <c>Today 16:00</c>, <c>Yesterday 16:00</c>, <c>15 May, 16:00</c>.</summary>
    public string DayAndTime(DateTime utc)
    {
        var local = calendar.ToLocal(utc);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return (Now.Date - local.Date).Days switch
        {
            0 => $"Today {clock}",
            1 => $"Yesterday {clock}",
            -1 => $"Tomorrow {clock}",
            _ when local.Year == Now.Year => local.ToString("d MMM, HH:mm", CultureInfo.InvariantCulture),
            _ => local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A day and time within a sentence: <c>today 16:00</c>, <c>15 May, 16:00</c>.</summary>
    public string DayAndTimeWithin(DateTime utc) => Within(DayAndTime(utc));

    /// <summary>When a task is due, within a sentence; <see langword="null"/> for what is no date or time.</summary>
    /// <param name="value">A due date as received: any JSON.</param>
    public string? Due(JsonElement value) => DueDate.TryRead(value, calendar, out var due) && due is { } utc ? DayAndTimeWithin(utc) : null;

    /// <summary>How long ago, within a sentence.</summary>
    public string AgoWithin(DateTime utc) => Within(Ago(utc));

    /// <summary>How long ago, for a list: <c>just now</c>, <c>2 min ago</c>, then the time of today, then the day.</summary>
    public string Ago(DateTime utc)
    {
        var age = time.GetUtcNow().UtcDateTime - utc;
        if (age < TimeSpan.FromMinutes(1) && age > TimeSpan.FromMinutes(-1))
            return "just now";
        if (age >= TimeSpan.Zero && age < TimeSpan.FromHours(1))
            return $"{(int)age.TotalMinutes} min ago";
        return calendar.ToLocal(utc).Date == Now.Date ? calendar.ToLocal(utc).ToString("HH:mm", CultureInfo.InvariantCulture) : DayAndTime(utc);
    }

    /// <summary>How long somebody has waited until now, as <see cref="WaitText"/> words it.</summary>
    public string Wait(DateTime sinceUtc) => WaitText.Of(time.GetUtcNow().UtcDateTime - sinceUtc);

    /// <summary>A telephone number as people write it, but for its last four digits unreadable: <c>+91 ••••• •0001</c>.</summary>
    public string MaskedPhone(string? number)
    {
        var text = Phone(number);
        var digits = text.Count(char.IsAsciiDigit);
        var code = text.StartsWith('+') ? text.TakeWhile(character => character != ' ').Count(char.IsAsciiDigit) : 0;
        var index = 0;
        return string.Concat(text.Select(character => !char.IsAsciiDigit(character) || index++ < code || index > digits - 4 ? character : '•'));
    }

    /// <summary>What became of a call, as it shows now: one that has been in progress for too long no longer is.</summary>
    public Outcome OutcomeOf(CallItem call) => HasLostItsEnd(call) ? Outcome.Other : call.Outcome;

    /// <summary>What became of a call, in words.</summary>
    public string ResultOf(CallItem call) => HasLostItsEnd(call) ? "No end received" : DispositionNames.Of(call.Disposition);

    /// <summary>Whom a call was with: by name, else by number.</summary>
    public string NameOf(CallItem call) => call.Contact?.Name ?? Phone(call.Phone);

    /// <summary>A telephone number as people write it.</summary>
    public string Phone(string? number) => string.IsNullOrWhiteSpace(number) ? "Unknown number" : phones.Format(number);

    /// <summary>A number in one form, by which it has its page; <see langword="null"/> for what is no number.</summary>
    public string? PhoneKey(string? number) => phones.KeyOf(number);

    /// <summary>A number in E.164 for a link to call it; <see langword="null"/> for what cannot be called back: short codes, and what is no number.</summary>
    public string? Dialable(string? number) => phones.KeyOf(number) is { } key && PhoneBook.IsNumber(key) ? key : null;

    /// <summary>A whole number with Indian grouping: <c>1,23,456</c>.</summary>
    public static string Number(long number) => number.ToString("N0", IndianGrouping);

    /// <summary>A duration: <c>2:22</c>, from an hour on <c>1 h 04 min</c>.</summary>
    public static string Duration(long seconds)
    {
        var duration = TimeSpan.FromSeconds(seconds);
        return duration.TotalHours >= 1
            ? $"{Number((long)duration.TotalHours)} h {duration.Minutes:00} min"
            : $"{duration.Minutes}:{duration.Seconds:00}";
    }

    /// <summary>A part of a whole: <c>86 %</c>; a dash where the whole is nothing.</summary>
    public static string Percent(long part, long whole) => whole == 0 ? "–" : $"{Math.Round(100.0 * part / whole)} %";

    private bool HasLostItsEnd(CallItem call) =>
        Call.HasLostItsEnd(call.Outcome, call.StartedUtc ?? Domain.Calls.SortKey.InstantOf(call.SortKey), time.GetUtcNow().UtcDateTime);

    // Only today, yesterday and tomorrow begin with a capital that is none of their own.
    private static string Within(string words) => words[0] is 'T' or 'Y' ? $"{char.ToLowerInvariant(words[0])}{words[1..]}" : words;
}
