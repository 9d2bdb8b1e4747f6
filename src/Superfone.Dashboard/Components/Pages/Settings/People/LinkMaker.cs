using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Notifications.Mail;

namespace Superfone.Dashboard.Components.Pages.Settings.People;

/// <summary>Makes links with which people choose a password, and mails them.</summary>
public sealed class LinkMaker(PublicAddress address, IOptions<InviteTokenOptions> links, LinkMail mail, NavigationManager navigation, TimeProvider time)
{
    /// <summary>Shows a link, and mails it to whom it is for.</summary>
    /// <param name="email">Whose link it is.</param>
    /// <param name="result">What became of the change that makes it.</param>
    /// <param name="isInvitation">Whether they are new.</param>
    /// <param name="by">Who made it.</param>
    /// <param name="show">Receives the link at once, since the mail server may take its time, and once more when it has ended; not called if there is none.</param>
    internal async Task ShowAsync(string email, UserChangeResult result, bool isInvitation, Actor by, Func<MadeLink, Task> show)
    {
        if (result.Link is not { } link)
            return;
        var made = new MadeLink(email, link.At(address.Of(navigation.BaseUri)), time.GetUtcNow().UtcDateTime + links.Value.TokenLifespan, null);
        await show(made);
        await show(made with { Mailed = await mail.SendAsync(email, made.Url, isInvitation, by) });
    }
}

/// <summary>A link with which somebody chooses a password.</summary>
/// <param name="Email">Whose it is.</param>
/// <param name="Url">The link.</param>
/// <param name="EndUtc">When it ends, UTC.</param>
/// <param name="Mailed">What became of the mail with it; <see langword="null"/> if none was sent yet.</param>
public sealed record MadeLink(string Email, string Url, DateTime EndUtc, MailResult? Mailed);
