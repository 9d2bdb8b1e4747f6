using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>Sends a mail that tells nothing, so that somebody sees that mails arrive.</summary>
public sealed class TestMail
{
    private readonly MailClient _client;
    private readonly PublicAddress _address;
    private readonly Display _display;

    internal TestMail(MailClient client, PublicAddress address, Display display) => (_client, _address, _display) = (client, address, display);

    /// <summary>Whether a server is set up.</summary>
    public bool IsSetUp => _client.IsSetUp;

    /// <summary>Sends it to whoever asks for it.</summary>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public Task<MailResult> SendAsync(Actor by)
    {
        by.Require(Permission.ManageSettings);
        return _client.SendAsync(by.Name, new MailContent
        {
            Subject = _display.Text["Mail.Test"],
            Title = _display.Text["Mail.Test"],
            Paragraphs = [_display.Text["Mail.TestBody"]],
            Action = new MailLink(_display.Text["Mail.Open"], $"{_address.OfApplication()}/settings/mail"),
            Reason = _display.Text["Mail.TestReason"],
        }, $"test-{Guid.NewGuid():N}", null, CancellationToken.None);
    }
}
