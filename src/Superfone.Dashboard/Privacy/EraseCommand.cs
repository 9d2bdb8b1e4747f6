using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Privacy;
using Superfone.Dashboard.Domain.Privacy;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Privacy;

/// <summary>Requests erasures of contacts.</summary>
public sealed class EraseCommand(
    IDbContextFactory<ReadModelContext> contexts, ErasureTable erasures, PrimaryWriter writer, ErasureSignal signal, AuditLog audit,
    IOptionsMonitor<PrivacyOptions> options, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Requests to erase a contact. The request survives a crash once the task ends.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="when">When what is hidden at once is deleted.</param>
    /// <param name="by">Who asks.</param>
    /// <returns>The erasure's id; <see langword="null"/> if there is no such contact.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<long?> RequestAsync(long contactId, ErasureTime when, Actor by)
    {
        by.Require(Permission.Erase);
        await using var readModel = await contexts.CreateDbContextAsync();
        if (!await readModel.Contacts.AnyAsync(contact => contact.ContactId == contactId))
            return null;
        await audit.WriteAsync(by, AuditAction.Erase, $"contact {contactId}");
        var due = when switch
        {
            ErasureTime.Now => Now,
            ErasureTime.Retention => Now + TimeSpan.FromDays(options.CurrentValue.ErasureDelayDays),
        };
        var id = await writer.RunAsync(() => erasures.Request(contactId, by.Name, Now, due));
        signal.Notify();
        return id;
    }

    /// <summary>Makes an erasure due that waits.</summary>
    /// <param name="id">The erasure.</param>
    /// <param name="by">Who asks.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task HastenAsync(long id, Actor by)
    {
        by.Require(Permission.Erase);
        await audit.WriteAsync(by, AuditAction.Erase, $"erasure {id}");
        if (await writer.RunAsync(() => erasures.Hasten(id, Now)))
            signal.Notify();
    }

    /// <summary>The state of an erasure; <see langword="null"/> if there is none with that id.</summary>
    public async Task<ErasureState?> FindAsync(long id) => (await writer.RunAsync(() => erasures.Find(id)))?.StateAt(Now);

    /// <summary>The erasures that are not done.</summary>
    public async Task<IReadOnlyList<ErasureItem>> UnfinishedAsync() =>
        [.. (await writer.RunAsync(erasures.Unfinished)).Select(erasure => new ErasureItem(erasure.Id, erasure.ContactId, erasure.DueUtc, erasure.StateAt(Now)))];
}

/// <summary>When an erasure deletes what it has hidden.</summary>
public enum ErasureTime
{
    /// <summary>At once.</summary>
    Now,

    /// <summary>After <see cref="PrivacyOptions.ErasureDelayDays"/>.</summary>
    Retention,
}

/// <summary>An erasure that is not done.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="DueUtc">When it is due, UTC.</param>
/// <param name="State">Its state.</param>
public sealed record ErasureItem(long Id, long ContactId, DateTime DueUtc, ErasureState State);
