using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Applies a <see cref="ContactFilter"/>; its conditions are defined in <see cref="ContactConditions"/>.</summary>
internal static class ContactFiltering
{
    /// <summary>The contacts that pass the filter, except for its search text.</summary>
    public static async Task<IQueryable<Contact>> ApplyFilterAsync(
        this ReadModelContext readModel, ContactFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        await ContactConditions.All.ApplyAsync(readModel.Contacts.AsNoTracking(), filter, new ReadModelScope(readModel, phones), cancellation);

    /// <summary>The contacts that pass the filter and were new in a range of time, or have a source.</summary>
    public static async Task<IQueryable<Contact>> ArrivedAsync(
        this ReadModelContext readModel, ContactFilter filter, ContactArrival arrival, PhoneBook phones, CancellationToken cancellation)
    {
        // SQLite would choose the index of a stage, a group or an assignee, and sort all of its rows.
        var isOrdered = filter is { Q: null, Phone: null, Label: null } && arrival is { From: not null, Source: null } && readModel.IsWhole;
        var contacts = isOrdered
            ? readModel.Contacts.FromSql($"SELECT * FROM Contacts INDEXED BY IX_Contacts_FirstSeenUtc WHERE FirstSeenUtc >= {UtcMilliseconds.Of(arrival.From!.Value)}")
            : readModel.Contacts;
        var scope = new ReadModelScope(readModel, phones);
        return await ArrivalConditions.All.ApplyAsync(
            await ContactConditions.All.ApplyAsync(contacts.AsNoTracking(), filter, scope, cancellation), arrival, scope, cancellation);
    }
}
