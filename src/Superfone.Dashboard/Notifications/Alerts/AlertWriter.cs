using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Notifications.Sending;

namespace Superfone.Dashboard.Notifications.Alerts;

/// <summary>Writes what somebody is told of as a mail, in the current language.</summary>
internal sealed class AlertWriter(PublicAddress address, Display display)
{
    /// <summary>Writes it.</summary>
    /// <param name="items">What they are told of, at least one, in the order of time.</param>
    public MailContent Write(IReadOnlyList<Notification> items)
    {
        var text = display.Text;
        var title = items is [var only] ? $"{only.Title} · {only.Body}" : text.Plural("AlertMail.Subject", items.Count);
        return new MailContent
        {
            Subject = title,
            Title = items.Count == 1 ? items[0].Title : title,
            Sections = [.. items.GroupBy(item => item.Kind!.Value).Select(group => new MailSection(text.NameOf(group.Key), [.. group.Select(RowOf)]))],
            Reason = text["AlertMail.Reason"],
            Leave = new MailLink(text["AlertMail.Leave"], $"{address.OfApplication()}/account"),
        };
    }

    private MailRow RowOf(Notification item) => new(item.Title, $"{item.Body} · {display.DayAndTime(item.AtUtc)}", $"{address.OfApplication()}{item.Path}");
}
