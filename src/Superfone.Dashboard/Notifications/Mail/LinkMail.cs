using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Localization.Cultures;

namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>Sends users the links with which they choose a password.</summary>
public sealed class LinkMail
{
    private readonly MailClient _client;
    private readonly UserDirectory _users;
    private readonly UserLanguages _userLanguages;
    private readonly Languages _languages;
    private readonly Display _display;
    private readonly ILogger<LinkMail> _logger;

    internal LinkMail(MailClient client, UserDirectory users, UserLanguages userLanguages, Languages languages, Display display, ILogger<LinkMail> logger) =>
        (_client, _users, _userLanguages, _languages, _display, _logger) = (client, users, userLanguages, languages, display, logger);

    /// <summary>Begins to mail a link, if a server is set up, and does not wait for it. The page of settings shows how the last mails went.</summary>
    /// <param name="email">The user's email.</param>
    /// <param name="url">The link.</param>
    /// <param name="isInvitation">Whether they are new.</param>
    /// <param name="by">Who made the link.</param>
    /// <returns>Whether a server is set up.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public bool Post(string email, string url, bool isInvitation, Actor by)
    {
        by.Require(Permission.ManageUsers);
        var isSetUp = _client.IsSetUp;
        if (isSetUp)
            _ = Task.Run(() => TrySendAsync(email, url, isInvitation, by));
        return isSetUp;
    }

    /// <summary>Sends a link, if a server is set up: in the language of the user, or of who makes the link while it is not known.</summary>
    /// <param name="email">The user's email.</param>
    /// <param name="url">The link.</param>
    /// <param name="isInvitation">Whether they are new.</param>
    /// <param name="by">Who made the link.</param>
    /// <returns>What became of it; <see langword="null"/> without a server.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<MailResult?> SendAsync(string email, string url, bool isInvitation, Actor by)
    {
        by.Require(Permission.ManageUsers);
        if (!_client.IsSetUp)
            return null;
        if (await _users.FindAsync(email) is { } id && await _userLanguages.FindAsync(id) is { } tag)
            _languages.CultureOf(tag).MakeCurrent();
        var kind = isInvitation ? "Invitation" : "Reset";
        var text = _display.Text;
        return await _client.SendAsync(email, new MailContent
        {
            Subject = text[$"Mail.{kind}"],
            Title = text[$"Mail.{kind}"],
            Paragraphs = [text[$"Mail.{kind}Body", by.Name], text["Mail.LinkEnds"]],
            Action = new MailLink(text["Mail.ChoosePassword"], url),
            Reason = text["Mail.LinkReason"],
        }, $"link-{Guid.NewGuid():N}", null, CancellationToken.None);
    }

    private async Task TrySendAsync(string email, string url, bool isInvitation, Actor by)
    {
        try
        {
            await SendAsync(email, url, isInvitation, by);
        }
        catch (Exception error)
        {
            _logger.LogError(error, "The mail with a link could not be sent");
        }
    }
}
