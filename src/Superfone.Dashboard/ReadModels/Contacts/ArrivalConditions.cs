using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Filters;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The conditions of a <see cref="ContactArrival"/>, in a form that an index supports.</summary>
internal sealed class ArrivalConditions : FilterDefinition<ContactArrival, Contact, ReadModelScope>
{
    private ArrivalConditions()
    {
        Add(FilterParameter.Of((ContactArrival arrival) => arrival.Source), (contacts, arrival, _, _) =>
        {
            var origin = arrival.Source == ContactArrival.NoSource ? "" : arrival.Source;
            return new(contacts.Where(contact => contact.Origin == origin));
        });
        AddRows(arrival => arrival.From, from => contact => contact.FirstSeenUtc >= from);
        AddRows(arrival => arrival.To, to => contact => contact.FirstSeenUtc < to);
    }

    /// <summary>The conditions.</summary>
    public static ArrivalConditions All { get; } = new();
}
