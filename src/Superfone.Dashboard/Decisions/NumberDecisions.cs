using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Decisions;

/// <summary>Records whose numbers are not those of customers, and the staff directory. When a call returns, the read model usually includes the decision.</summary>
public sealed class NumberDecisions(IDbContextFactory<ReadModelContext> contexts, DecisionLog log, ProjectionProgress progress, PhoneBook phones, AuditLog audit)
{
    /// <summary>Marks a number.</summary>
    /// <param name="phone">The number in any written form.</param>
    /// <param name="mark">Why it is not a customer's; <see langword="null"/> if it is one's.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    /// <returns>
    /// <see cref="DecisionResult.UnknownSubject"/> where the text is not a number that can be called, <see cref="DecisionResult.AlreadyDecided"/>
    /// where the staff directory has it.
    /// </returns>
    public async Task<DecisionResult> MarkAsync(string phone, NumberMark? mark, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        if (NumberKeyOf(phone) is not { } key)
            return DecisionResult.UnknownSubject;
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var before = await readModel.MarkedNumbers.Where(row => row.PhoneKey == key).Select(row => (NumberMark?)row.Mark).SingleOrDefaultAsync(cancellation);
        by.Require(Rights.ToMark(before, mark));
        if (await readModel.StaffMembers.AnyAsync(member => member.Key == key, cancellation))
            return DecisionResult.AlreadyDecided;
        await audit.WriteAsync(by, AuditAction.Close, $"mark {mark?.ToString() ?? "customer"}");
        return await ShownAsync(await log.AppendAsync(DecisionKind.MarkNumber, key, null, mark?.ToString(), by.Name), cancellation);
    }

    /// <summary>Saves an entry of the staff directory: a new one, or in place of one with the same number, or of another.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="instead">The entry that it replaces; <see langword="null"/> for none.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    /// <returns><see cref="DecisionResult.UnknownSubject"/> where <see cref="IsComplete"/> is not met.</returns>
    public async Task<DecisionResult> SaveStaffAsync(StaffEntry entry, StaffEntry? instead, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageStaff);
        if (!IsComplete(entry))
            return DecisionResult.UnknownSubject;
        if (instead is not null && KeyOf(instead) is { } old && old != KeyOf(entry))
            await RemoveAsync(old, by);
        return await ShownAsync(await SaveAsync(entry, by), cancellation);
    }

    /// <summary>Removes an entry of the staff directory.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    public async Task<DecisionResult> RemoveStaffAsync(StaffEntry entry, Actor by, CancellationToken cancellation = default) =>
        KeyOf(entry) is { } key ? await ShownAsync(await RemoveAsync(key, by), cancellation) : DecisionResult.UnknownSubject;

    /// <summary>Replaces the whole staff directory, with one decision for each entry that differs.</summary>
    /// <param name="entries">The entries; <see cref="IsComplete"/> holds for each, and no two have the same number.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decisions stand.</param>
    public async Task<DecisionResult> ReplaceStaffAsync(IReadOnlyList<StaffEntry> entries, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageStaff);
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var before = await readModel.StaffMembers.AsNoTracking().ToDictionaryAsync(member => member.Key, cancellation);
        var last = 0L;
        foreach (var gone in before.Keys.Except(entries.Select(KeyOf)).Order(StringComparer.Ordinal))
            last = await RemoveAsync(gone!, by);
        foreach (var entry in entries)
        {
            if (!before.TryGetValue(KeyOf(entry)!, out var member) || (member.Name, member.AssigneeUserId) != (entry.Name.Trim(), entry.AssigneeUserId))
                last = await SaveAsync(entry, by);
        }

        return await ShownAsync(last, cancellation);
    }

    /// <summary>Whether an entry of the staff directory has a name, and a number that can be called or an assignee id.</summary>
    public bool IsComplete(StaffEntry entry) =>
        Texts.Filled(entry.Name) is not null && KeyOf(entry) is not null && (Texts.Filled(entry.Phone) is null || NumberKeyOf(entry.Phone) is not null);

    /// <summary>The key of an entry in the staff directory; <see langword="null"/> if it has neither a number nor an assignee id.</summary>
    public string? KeyOf(StaffEntry entry) => StaffMember.KeyOf(NumberKeyOf(entry.Phone), entry.AssigneeUserId);

    private string? NumberKeyOf(string? phone) => phones.KeyOf(phone) is { } key && PhoneBook.IsNumber(key) ? key : null;

    private Task<long> SaveAsync(StaffEntry entry, Actor by)
    {
        var note = new StaffNote(entry.Name.Trim(), NumberKeyOf(entry.Phone), entry.AssigneeUserId);
        return SetAsync(KeyOf(entry)!, JsonSerializer.Serialize(note, JsonSerializerOptions.Web), by);
    }

    private Task<long> RemoveAsync(string key, Actor by) => SetAsync(key, null, by);

    private async Task<long> SetAsync(string key, string? note, Actor by)
    {
        by.Require(Permission.ManageStaff);
        await audit.WriteAsync(by, AuditAction.Setting, note is null ? "staff entry removed" : "staff entry");
        return await log.AppendAsync(DecisionKind.SetStaff, key, null, note, by.Name);
    }

    private Task<DecisionResult> ShownAsync(long decisionId, CancellationToken cancellation) => DecisionMaker.ShownAsync(progress, decisionId, cancellation);
}

/// <summary>An entry of the staff directory.</summary>
/// <param name="Name">The name.</param>
/// <param name="Phone">The number in any written form; <see langword="null"/> if it is not known.</param>
/// <param name="AssigneeUserId">Superfone's id of the person to whom contacts are assigned; <see langword="null"/> if it is not known.</param>
public sealed record StaffEntry(string Name, string? Phone, long? AssigneeUserId);
