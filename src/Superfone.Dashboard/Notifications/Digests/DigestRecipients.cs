using MimeKit;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Mail;

namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>Who gets digests by mail: users, and addresses without an account.</summary>
public sealed class DigestRecipients(
    DigestTable table, UserQueries users, UserActors actors, PrimaryWriter writer, DigestSignal signal, AuditLog audit, BusinessCalendar calendar, TimeProvider time)
{
    private const int MostCharacters = 254;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(8);

    /// <summary>The users who may get digests, then the addresses that get them.</summary>
    public async Task<IReadOnlyList<DigestRecipientItem>> ListAsync(Actor by)
    {
        by.Require(Permission.ManageSettings);
        var known = await table.ReadAsync();
        List<DigestRecipientItem> items = [];
        await foreach (var user in Pages.ReadAllAsync(cursor => users.ListAsync(cursor, PageSize.Max)))
        {
            if (await actors.FindAsync(user.Id) is { } actor && actor.May(Permission.SeeAnalytics))
                items.Add(Of(known.Select(row => row.Recipient).FirstOrDefault(row => row.UserId == user.Id) ?? new DigestRecipient { UserId = user.Id }, user.Email) with { Name = user.Name });
        }

        return [.. items, .. known.Where(row => row.Recipient.Address is not null).Select(row => Of(row.Recipient, row.Email!))];
    }

    /// <summary>The digests of the last days: those that were sent, and those that could not be.</summary>
    public async Task<IReadOnlyList<DigestSendItem>> SentAsync(Actor by)
    {
        by.Require(Permission.ManageSettings);
        var names = (await table.ReadAsync()).ToDictionary(row => row.Recipient.Id, row => row.Email);
        return
        [
            .. (await table.ReadSendsAsync(calendar.DayOf(time.GetUtcNow().UtcDateTime - Remembered))).Where(send => send.SentUtc is not null || send.Error is not null).Select(send =>
                new DigestSendItem(names.GetValueOrDefault(send.RecipientId) ?? "", send.IsWeekly, DateOnly.FromDayNumber(send.Day), send.SentUtc, send.Error, send.NextUtc)),
        ];
    }

    /// <summary>Chooses what a user gets.</summary>
    public async Task SetUserAsync(string userId, bool isDaily, bool isWeekly, Actor by)
    {
        by.Require(Permission.ManageSettings);
        if (await actors.FindAsync(userId) is { } user)
            await SaveAsync(new DigestRecipient { UserId = userId, IsDaily = isDaily, IsWeekly = isWeekly }, user.Name, by);
    }

    /// <summary>Chooses what an address without an account gets; a new one is added.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isDaily">Whether it gets the digest of each day.</param>
    /// <param name="isWeekly">Whether it gets the weekly report.</param>
    /// <param name="hasNames">Whether it gets callers' names too, and not only figures.</param>
    /// <param name="language">The tag of the language in which it is written to; <see langword="null"/> for English.</param>
    /// <param name="by">Who chooses it.</param>
    /// <returns>Whether it is an address.</returns>
    public async Task<bool> SetAddressAsync(string address, bool isDaily, bool isWeekly, bool hasNames, string? language, Actor by)
    {
        by.Require(Permission.ManageSettings);
        address = address.Trim();
        if (address.Length > MostCharacters || !MailboxAddress.TryParse(address, out var mailbox) || mailbox.Address != address || !address.Contains('@', StringComparison.Ordinal))
            return false;
        await SaveAsync(new DigestRecipient { Address = address.ToLowerInvariant(), IsDaily = isDaily, IsWeekly = isWeekly, HasNames = hasNames, Language = language }, address, by);
        return true;
    }

    /// <summary>Removes a recipient.</summary>
    public async Task RemoveAsync(long id, Actor by)
    {
        by.Require(Permission.ManageSettings);
        await audit.WriteAsync(by, AuditAction.Setting, $"digest {id} removed");
        await writer.RunAsync(() => table.Remove(id));
    }

    private async Task SaveAsync(DigestRecipient recipient, string email, Actor by)
    {
        recipient.SinceUtc = time.GetUtcNow().UtcDateTime;
        string[] wanted = [.. new[] { recipient.IsDaily ? "daily" : null, recipient.IsWeekly ? "weekly" : null, recipient.HasNames ? "names" : null }.OfType<string>()];
        await audit.WriteAsync(by, AuditAction.Setting, $"digest {email} {(wanted.Length == 0 ? "off" : string.Join(", ", wanted))}");
        await writer.RunAsync(() => table.Save(recipient));
        signal.Notify();
    }

    private static DigestRecipientItem Of(DigestRecipient row, string email) => new()
    {
        Id = row.Id,
        UserId = row.UserId,
        Email = email,
        IsDaily = row.IsDaily,
        IsWeekly = row.IsWeekly,
        HasNames = row.HasNames,
        Language = row.Language,
        UnsubscribedUtc = row.UnsubscribedUtc,
    };
}
