using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Numbers;

/// <summary>Reads the marks of numbers.</summary>
public sealed class NumberQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones)
{
    /// <summary>The marks of those of some numbers, as keys, that are marked.</summary>
    internal static async Task<IReadOnlyDictionary<string, NumberMark>> MarksAsync(
        ReadModelContext readModel, IReadOnlyList<string> phoneKeys, CancellationToken cancellation)
    {
        var marks = await readModel.MarkedNumbers.Where(row => EF.Parameter(phoneKeys).Contains(row.PhoneKey))
            .ToDictionaryAsync(row => row.PhoneKey, row => row.Mark, cancellation);
        foreach (var key in await readModel.StaffMembers.Where(member => EF.Parameter(phoneKeys).Contains(member.Key)).Select(member => member.Key).ToListAsync(cancellation))
            marks[key] = NumberMark.Staff;
        return marks;
    }

    /// <summary>What people decided about a number.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="phone">The number in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns><see langword="null"/> if the text is not a number that can be called.</returns>
    public async Task<NumberItem?> FindAsync(Visibility visibility, string? phone, CancellationToken cancellation = default)
    {
        if (phones.KeyOf(phone) is not { } key || !PhoneBook.IsNumber(key))
            return null;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        if (await readModel.StaffMembers.AsNoTracking().SingleOrDefaultAsync(member => member.Key == key, cancellation) is { } staff)
            return new NumberItem { Phone = key, Mark = NumberMark.Staff, By = staff.By, AtUtc = staff.AtUtc };
        var marked = await readModel.MarkedNumbers.AsNoTracking().SingleOrDefaultAsync(row => row.PhoneKey == key, cancellation);
        return new NumberItem { Phone = key, Mark = marked?.Mark, By = marked?.By, AtUtc = marked?.AtUtc };
    }

    /// <summary>The number that a reference names. What the reader may not see has none; that numbers are masked for them does not matter.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The number as a key, which must not be shown to the reader; <see langword="null"/> if there is none.</returns>
    public async Task<string?> FindKeyAsync(Visibility visibility, PhoneReference reference, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility with { MasksNumbers = false }, cancellation);
        return reference.Owner switch
        {
            PhoneOwner.Call => await readModel.Calls.Where(call => call.CdrId == reference.Id).Select(call => call.PhoneKey).SingleOrDefaultAsync(cancellation),
            PhoneOwner.FollowUp => await readModel.FollowUps.Where(followUp => followUp.Id == reference.Id).Select(followUp => followUp.PhoneKey).SingleOrDefaultAsync(cancellation),
            PhoneOwner.Contact => await readModel.Contacts.AsNoTracking().SingleOrDefaultAsync(contact => contact.ContactId == reference.Id, cancellation) is { } contact
                ? phones.KeyOf(contact.Phones.ElementAtOrDefault(reference.Index)?.Phone)
                : null,
        };
    }
}
