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
    /// <see cref="DecisionResult.UnknownSubject"/> where the text is not a number that can be called, or where a limited reader sees no call of
    /// it; <see cref="DecisionResult.AlreadyDecided"/> where the staff directory has it.
    /// </returns>
    public async Task<DecisionResult> MarkAsync(string phone, NumberMark? mark, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        if (NumberKeyOf(phone) is not { } key || !await contexts.SeesNumberAsync(by.Visibility, key, cancellation))
            return DecisionResult.UnknownSubject;
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var before = await readModel.MarkedNumbers.Where(row => row.PhoneKey == key).Select(row => (NumberMark?)row.Mark).SingleOrDefaultAsync(cancellation);
        by.Require(Rights.ToMark(before, mark));
        if (await readModel.StaffMembers.AnyAsync(member => member.Key == key, cancellation))
            return DecisionResult.AlreadyDecided;
        await audit.WriteAsync(by, AuditAction.Close, $"mark {NumberMask.Of(key)} {mark?.ToString() ?? "customer"}");
        return await ShownAsync(await log.AppendAsync(DecisionKind.MarkNumber, key, null, mark?.ToString(), by.Name), cancellation);
    }

    /// <summary>Saves an entry of the staff directory: a new one, or in place of one with the same number, or of another.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="instead">The entry that it replaces; <see langword="null"/> for none.</param>
    /// <param name="version">The version of the directory in which the user saw the entry.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    /// <returns>
    /// <see cref="DecisionResult.UnknownSubject"/> where <see cref="IsComplete"/> is not met, <see cref="DecisionResult.AlreadyDecided"/> if either
    /// entry was changed after that version.
    /// </returns>
    public async Task<DecisionResult> SaveStaffAsync(
        StaffEntry entry, StaffEntry? instead, long version, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageStaff);
        if (!IsComplete(entry))
            return DecisionResult.UnknownSubject;
        List<(string Key, string? Note)> decisions = [(KeyOf(entry)!, NoteOf(entry))];
        if (instead is not null && KeyOf(instead) is { } old && old != KeyOf(entry))
            decisions.Insert(0, (old, null));
        return await SetStaffAsync(decisions, version, ofAnySubject: false, by, cancellation);
    }

    /// <summary>Removes an entry of the staff directory.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="version">The version of the directory in which the user saw the entry.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    /// <returns><see cref="DecisionResult.AlreadyDecided"/> if it was changed after that version.</returns>
    public async Task<DecisionResult> RemoveStaffAsync(StaffEntry entry, long version, Actor by, CancellationToken cancellation = default) =>
        KeyOf(entry) is { } key ? await SetStaffAsync([(key, null)], version, ofAnySubject: false, by, cancellation) : DecisionResult.UnknownSubject;

    /// <summary>Replaces the whole staff directory, with one decision for each entry that differs.</summary>
    /// <param name="entries">The entries; <see cref="IsComplete"/> holds for each, and no two have the same number.</param>
    /// <param name="version">The version of the directory that they replace.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decisions stand.</param>
    /// <returns><see cref="DecisionResult.AlreadyDecided"/> if any entry was changed after that version.</returns>
    public async Task<DecisionResult> ReplaceStaffAsync(
        IReadOnlyList<StaffEntry> entries, long version, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageStaff);
        // A read model that does not include that version yet has entries that differ from those that the user saw.
        if (await ShownAsync(version, cancellation) != DecisionResult.Shown)
            return DecisionResult.AlreadyDecided;
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var before = await readModel.StaffMembers.AsNoTracking().ToDictionaryAsync(member => member.Key, cancellation);
        return await SetStaffAsync(
            [
                .. before.Keys.Except(entries.Select(entry => KeyOf(entry)!)).Order(StringComparer.Ordinal).Select(gone => (gone, (string?)null)),
                .. entries.Where(entry => !before.TryGetValue(KeyOf(entry)!, out var member) || (member.Name, member.AssigneeUserId) != (entry.Name.Trim(), entry.AssigneeUserId))
                    .Select(entry => (KeyOf(entry)!, (string?)NoteOf(entry))),
            ],
            version,
            ofAnySubject: true,
            by,
            cancellation);
    }

    /// <summary>Whether an entry of the staff directory has a name, and a number that can be called or an assignee id.</summary>
    public bool IsComplete(StaffEntry entry) =>
        Texts.Filled(entry.Name) is not null && KeyOf(entry) is not null && (Texts.Filled(entry.Phone) is null || NumberKeyOf(entry.Phone) is not null);

    /// <summary>The key of an entry in the staff directory; <see langword="null"/> if it has neither a number nor an assignee id.</summary>
    public string? KeyOf(StaffEntry entry) => StaffMember.KeyOf(NumberKeyOf(entry.Phone), entry.AssigneeUserId);

    private string? NumberKeyOf(string? phone) => phones.KeyOf(phone) is { } key && PhoneBook.IsNumber(key) ? key : null;

    private string NoteOf(StaffEntry entry) =>
        JsonSerializer.Serialize(new StaffNote(entry.Name.Trim(), NumberKeyOf(entry.Phone), entry.AssigneeUserId), JsonSerializerOptions.Web);

    private async Task<DecisionResult> SetStaffAsync(
        List<(string Key, string? Note)> decisions, long version, bool ofAnySubject, Actor by, CancellationToken cancellation)
    {
        if (decisions.Count == 0)
            return DecisionResult.Shown;
        by.Require(Permission.ManageStaff);
        foreach (var (_, note) in decisions)
            await audit.WriteAsync(by, AuditAction.Setting, note is null ? "staff entry removed" : "staff entry");
        return await log.AppendUnlessDecidedAsync(DecisionKind.SetStaff, decisions, version, ofAnySubject, by.Name) is { } last
            ? await ShownAsync(last, cancellation)
            : DecisionResult.AlreadyDecided;
    }

    private Task<DecisionResult> ShownAsync(long decisionId, CancellationToken cancellation) => DecisionMaker.ShownAsync(progress, decisionId, cancellation);
}

/// <summary>An entry of the staff directory.</summary>
/// <param name="Name">The name.</param>
/// <param name="Phone">The number in any written form; <see langword="null"/> if it is not known.</param>
/// <param name="AssigneeUserId">Superfone's id of the person to whom contacts are assigned; <see langword="null"/> if it is not known.</param>
public sealed record StaffEntry(string Name, string? Phone, long? AssigneeUserId);
