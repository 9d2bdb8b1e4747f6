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

    /// <summary>Changes what a user gets.</summary>
    public async Task SetUserAsync(string userId, DigestWish wish, Actor by)
    {
        by.Require(Permission.ManageSettings);
        if (await actors.FindAsync(userId) is { } user)
            await SaveAsync(new DigestChange { UserId = userId, IsDaily = wish.IsDaily, IsWeekly = wish.IsWeekly }, user.Name, by);
    }

    /// <summary>Changes what an address without an account gets.</summary>
    public Task SetAddressAsync(string address, DigestWish wish, Actor by)
    {
        by.Require(Permission.ManageSettings);
        return SaveAsync(new DigestChange { Address = Normalize(address), IsDaily = wish.IsDaily, IsWeekly = wish.IsWeekly, HasNames = wish.HasNames, Language = wish.Language }, address, by);
    }

    /// <summary>Adds an address without an account, which gets the digest of each day.</summary>
    /// <param name="address">The address.</param>
    /// <param name="language">The tag of the language in which it is written to; <see langword="null"/> for English.</param>
    /// <param name="by">Who adds it.</param>
    public async Task<AddedAddress> AddAsync(string address, string? language, Actor by)
    {
        by.Require(Permission.ManageSettings);
        address = address.Trim();
        if (address.Length > MostCharacters || !MailboxAddress.TryParse(address, out var mailbox) || mailbox.Address != address || !address.Contains('@', StringComparison.Ordinal))
            return AddedAddress.NotAnAddress;
        var now = time.GetUtcNow().UtcDateTime;
        await audit.WriteAsync(by, AuditAction.Setting, $"digest {address} added");
        var isNew = await writer.RunAsync(() => table.Add(Normalize(address), language, now));
        signal.Notify();
        return isNew ? AddedAddress.Added : AddedAddress.Known;
    }

    /// <summary>Removes a recipient.</summary>
    public async Task RemoveAsync(long id, Actor by)
    {
        by.Require(Permission.ManageSettings);
        await audit.WriteAsync(by, AuditAction.Setting, $"digest {id} removed");
        await writer.RunAsync(() => table.Remove(id));
    }

    private async Task SaveAsync(DigestChange change, string email, Actor by)
    {
        var now = time.GetUtcNow().UtcDateTime;
        string[] changes = [.. new[] { Describe("daily", change.IsDaily), Describe("weekly", change.IsWeekly), Describe("names", change.HasNames), change.Language is { } language ? $"in {language}" : null }.OfType<string>()];
        await audit.WriteAsync(by, AuditAction.Setting, $"digest {email} {string.Join(", ", changes)}");
        await writer.RunAsync(() => table.Change(change, now));
        signal.Notify();
    }

    private static string? Describe(string name, bool? isOn) => isOn is { } known ? $"{name} {(known ? "on" : "off")}" : null;

    private static string Normalize(string address) => address.Trim().ToLowerInvariant();

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
