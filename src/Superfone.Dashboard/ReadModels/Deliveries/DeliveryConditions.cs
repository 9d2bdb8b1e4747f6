using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>
/// The conditions of a <see cref="DeliveryFilter"/>. Received data is in the log; the subject of a delivery, and whether it failed, is in
/// the read model. The two are different databases, so each condition is defined for the one that contains its data, the state for both.
/// </summary>
internal sealed class DeliveryConditions : FilterDefinition<DeliveryFilter, Delivery, DeliveryScope>
{
    private readonly List<(FilterParameter<DeliveryFilter> Parameter, Func<ReadModelContext, DeliveryFilter, IQueryable<long>?> Ids)> _inReadModel = [];

    private DeliveryConditions()
    {
        // First, because it determines the query that the other conditions apply to.
        Add(FilterParameter.Of((DeliveryFilter filter) => filter.Q), (_, filter, scope, _) => new(new BodySearch(filter.Q!).Among(scope.Primary)));
        AddRows(filter => filter.Event, name => delivery => delivery.Event == name);
        Add(FilterParameter.Of((DeliveryFilter filter) => filter.Account), OfAccount);
        AddRows(filter => filter.From, from => delivery => delivery.ReceivedUtc >= from);
        AddRows(filter => filter.To, to => delivery => delivery.ReceivedUtc < to);
        var status = AddRows(filter => filter.Status, InState);
        _inReadModel.Add((status, (readModel, filter) =>
            filter.Status == DeliveryState.Failed ? readModel.DeliveryFailures.Select(failure => failure.DeliveryId) : null));
        InReadModel(filter => filter.CdrId, OfCall);
        InReadModel(filter => filter.ContactId, OfContact);
    }

    /// <summary>The conditions.</summary>
    public static DeliveryConditions All { get; } = new();

    /// <summary>The ids that pass the conditions on the read model; <see langword="null"/> if the filter needs only the log.</summary>
    public IQueryable<long>? IdsIn(ReadModelContext readModel, DeliveryFilter filter)
    {
        IQueryable<long>? passing = null;
        foreach (var (parameter, idsOf) in _inReadModel)
        {
            if (!parameter.IsSet(filter) || idsOf(readModel, filter) is not { } ids)
                continue;
            passing = passing is null ? ids : passing.Where(id => ids.Contains(id));
        }

        return passing;
    }

    private void InReadModel(Expression<Func<DeliveryFilter, long?>> property, Func<ReadModelContext, long, IQueryable<long>> ids)
    {
        var parameter = FilterParameter.Of(property);
        Add(parameter, (deliveries, _, _, _) => new(deliveries));
        _inReadModel.Add((parameter, (readModel, filter) => ids(readModel, parameter.Of(filter)!.Value)));
    }

    private static ValueTask<IQueryable<Delivery>> OfAccount(IQueryable<Delivery> deliveries, DeliveryFilter filter, DeliveryScope scope, CancellationToken cancellation)
    {
        var key = scope.Phones.KeyOf(filter.Account);
        string?[] forms = [.. new[] { filter.Account, key, key?.TrimStart('+') }.Where(form => form is not null).Distinct()];
        return new(deliveries.Where(delivery => EF.Parameter(forms).Contains(delivery.Account)));
    }

    // The log does not know which deliveries failed. The index of states excludes accepted deliveries, and is used only if the condition
    // does so too.
    private static Expression<Func<Delivery, bool>> InState(DeliveryState state)
    {
        if (state is DeliveryState.Accepted or DeliveryState.Failed)
            return delivery => delivery.Status == DeliveryState.Accepted;
        return delivery => delivery.Status != DeliveryState.Accepted && delivery.Status == state;
    }

    private static IQueryable<long> OfCall(ReadModelContext readModel, long cdrId) =>
        readModel.CallDeliveries.Where(link => link.CdrId == cdrId).Select(link => link.DeliveryId)
            .Union(from call in readModel.Calls
                   where call.CdrId == cdrId
                   join summary in readModel.Summaries on call.SummaryUuid equals summary.CdrUuid
                   select summary.DeliveryId);

    private static IQueryable<long> OfContact(ReadModelContext readModel, long contactId) =>
        readModel.TimelineEntries.Where(entry => entry.ContactId == contactId).Select(entry => entry.DeliveryId)
            .Union(from call in readModel.Calls
                   where call.ContactId == contactId
                   join link in readModel.CallDeliveries on call.CdrId equals link.CdrId
                   select link.DeliveryId);
}

/// <summary>The context of conditions on deliveries.</summary>
/// <param name="Primary">The log.</param>
/// <param name="Phones">Compares numbers in any written form.</param>
internal sealed record DeliveryScope(PrimaryContext Primary, PhoneBook Phones);
