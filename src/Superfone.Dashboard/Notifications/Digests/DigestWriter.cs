using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>Writes digests and weekly reports: what the page of a day tells, as its reader sees it.</summary>
internal sealed class DigestWriter(DigestQueries digests, StatsQueries stats, PublicAddress address, BusinessCalendar calendar, Display display, TimeProvider time)
{
    private const int MostWaiting = 20;

    /// <summary>Writes one in the current language.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="hasNames">Whether callers are named; otherwise there are only figures.</param>
    /// <param name="isWeekly">Whether it is the weekly report.</param>
    /// <param name="last">The last day.</param>
    /// <param name="leave">The address of the page by which the reader ends it.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<MailContent> WriteAsync(Visibility visibility, bool hasNames, bool isWeekly, DateOnly last, string leave, CancellationToken cancellation)
    {
        var first = DigestSchedule.FirstDay(isWeekly, last);
        var digest = await digests.ReadAsync(visibility, first, last, cancellation);
        var returned = await stats.ReadAsync(visibility, calendar.StartOfUtc(first), calendar.StartOfUtc(last.AddDays(1)), cancellation);
        var text = display.Text;
        var days = isWeekly ? text.Days(first, last) : text.FullDay(last, calendar.DayOf(time.GetUtcNow().UtcDateTime));
        return new MailContent
        {
            Subject = text["DigestMail.Subject", isWeekly ? days : text.BriefDay(last), text.Plural("Common.Calls", digest.Calls.Calls), Display.Number(digest.Calls.Missed)],
            Title = days,
            Paragraphs = digest.Calls.Calls == 0 ? [text[isWeekly ? "DigestMail.NoCallInWeek" : "Digest.NoCall"]] : [],
            Sections = [.. Sections(digest, returned, hasNames, isWeekly ? text["DigestMail.WeekBefore"] : text.BriefDay(last.AddDays(-7)))],
            Action = new MailLink(text["DigestMail.Open"], At(isWeekly ? $"/analytics?from={DayText.AddressOf(first)}&to={DayText.AddressOf(last)}" : $"/digest/{DayText.AddressOf(last)}")),
            Reason = text[isWeekly ? "DigestMail.ReasonWeekly" : "DigestMail.Reason"],
            Leave = new MailLink(text["DigestMail.Leave"], leave),
        };
    }

    private IEnumerable<MailSection> Sections(DayDigest digest, CallStats returned, bool hasNames, string before)
    {
        var text = display.Text;
        yield return new MailSection(text["DigestMail.Figures"], [.. Figures(digest, returned, before)]);
        if (hasNames && digest.NotReturned.Longest.Count > 0)
            yield return new MailSection(text["Digest.NotReturned"], [.. digest.NotReturned.Longest.Take(MostWaiting).Select(WaitingRow)]);
        if (hasNames && digest.Slowest.Count > 0)
            yield return new MailSection(text["Digest.Slowest"], [.. digest.Slowest.Select(item => RowOf(item, text.Wait(item.SecondsToReturn)))]);
        if (digest.Insights.Count > 0)
            yield return new MailSection(text["Digest.Insights"], [.. digest.Insights.Select(insight => InsightRow(insight, hasNames))]);
    }

    private IEnumerable<MailRow> Figures(DayDigest digest, CallStats returned, string before)
    {
        var (text, now, then) = (display.Text, digest.Calls, digest.WeekBefore is { Calls: > 0 } earlier ? earlier : null);
        yield return new MailRow(text["Lists.Calls"], Compared(Display.Number(now.Calls), then is null ? null : text.Difference(now.Calls, then.Calls, before)));
        yield return new MailRow(text["Lists.AnswerRate"], Compared(text.Percent(now.AnswerRate), then is null ? null : text.ShareDifference(now.AnswerRate, then.AnswerRate, before)));
        yield return new MailRow(text["Digest.Missed"], Compared(
            Display.Number(now.Missed), digest.NotReturned.Count == 0 ? text["Live.NobodyWaits"] : text.Plural("Digest.Waiting", digest.NotReturned.Count)));
        if (returned.MedianSecondsToReturn is { } seconds)
            yield return new MailRow(text["DigestMail.CallBack"], text.Wait(seconds));
        yield return new MailRow(text["Lists.TalkTime"], text.Duration(now.TalkSeconds));
    }

    private MailRow WaitingRow(FollowUpItem item) =>
        RowOf(item, display.Text.Plural("DigestMail.MissedSince", item.MissedCount, display.DayAndTimeWithin(item.FirstMissedUtc)));

    private MailRow RowOf(FollowUpItem item, string detail) => new(
        item.Contact?.Name ?? display.Phone(item.Phone), detail, item.Contact is { } contact ? At($"/contacts/{contact.ContactId}") : At("/follow-ups"));

    private MailRow InsightRow(DigestInsight insight, bool hasNames)
    {
        var text = display.Text;
        var calls = text.Plural("Common.Calls", insight.Count.Calls);
        return new MailRow(
            text.InsightTitle(insight.Count.Title), hasNames ? $"{calls} · {text["Digest.Insights.Latest", insight.Value]}" : calls, hasNames ? At($"/calls/{insight.CdrId}") : null);
    }

    private static string Compared(string figure, string? change) => change is null ? figure : $"{figure} · {change}";

    private string At(string path) => $"{address.OfApplication()}{path}";
}
