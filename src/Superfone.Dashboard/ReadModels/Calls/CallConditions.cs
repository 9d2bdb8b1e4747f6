using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The conditions of a <see cref="CallFilter"/>, in queries in a form that an index of the calls supports.</summary>
internal sealed class CallConditions : CallFilterDefinition
{
    // A label of few contacts is followed from the contacts to their calls. One of many contacts occurs often enough among the newest
    // calls.
    private const int SelectiveContacts = 1000;

    private CallConditions()
    {
        Value(filter => filter.From, from => call => call.SortKey >= CallSpan.KeyOf(from), (call, from) => call.SortKey >= CallSpan.KeyOf(from));
        Value(filter => filter.To, to => call => call.SortKey < CallSpan.KeyOf(to), (call, to) => call.SortKey < CallSpan.KeyOf(to));
        Value(filter => filter.Missed, missed => missed ? call => call.Missed : call => !call.Missed, (call, missed) => call.Missed == missed);
        Value(filter => filter.Marked, marked => marked ? call => call.Mark != null : call => call.Mark == null, (call, marked) => call.Mark is not null == marked);
        Value(filter => filter.Direction, direction => call => call.Direction == direction, (call, direction) => call.Direction == direction);
        Value(filter => filter.Outcome, outcome => call => call.Outcome == outcome, (call, outcome) => call.Outcome == outcome);
        Text(filter => filter.Disposition, disposition => call => call.Disposition == disposition, (call, disposition) => call.Disposition == disposition);
        Number(filter => filter.StaffPhone, key => call => call.StaffKey == key, call => call.Staff?.Phone);
        Value(filter => filter.ContactId, contactId => call => call.ContactId == contactId, (call, contactId) => call.Contact?.ContactId == contactId);
        Number(filter => filter.Phone, key => call => call.PhoneKey == key, call => call.Phone);
        Number(filter => filter.Account, key => call => call.AccountKey == key, call => call.Account);
        Query(filter => filter.Label, LabelledAsync, (call, label) => call.Contact is { } contact && Labels.Contain(contact.Labels, label));
        Query(filter => filter.Tag, Tagged, (call, tag) => call.Tags.Any(other => CallTags.KeyOf(other) == CallTags.KeyOf(tag)));
        Value(
            filter => filter.HasRecording,
            has => has ? call => call.RecordingExpiresUtc != null : call => call.RecordingExpiresUtc == null,
            (call, has) => call.Recording is not null == has);
        Value(
            filter => filter.HasSummary,
            has => has ? call => call.SummaryUuid != null : call => call.SummaryUuid == null,
            (call, has) => call.Summary is not null == has);
        Lookup(filter => filter.IvrKey, Pressed, PressedAmongAsync);

        // Queries run over the hits of a search; see CallSearch.
        Lookup(filter => filter.Q, (calls, _, _, _) => new(calls), CallSearch.AmongAsync);
    }

    /// <summary>The conditions.</summary>
    public static CallConditions All { get; } = new();

    private static async ValueTask<IQueryable<Call>> LabelledAsync(IQueryable<Call> calls, CallFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var key = Labels.KeyOf(filter.Label!);
        var labelled = scope.ReadModel.ContactLabels.Where(row => row.Label == key).Select(row => row.ContactId);
        return await Selectivity.AreAsync(labelled, SelectiveContacts, cancellation)
            ? calls.Where(call => labelled.Contains(call.ContactId!.Value))
            : calls.Where(call => scope.ReadModel.ContactLabels.Any(row => row.Label == key && row.ContactId == call.ContactId));
    }

    // Tags are given by hand, so that no tag has as many calls as a label of many contacts.
    private static ValueTask<IQueryable<Call>> Tagged(IQueryable<Call> calls, CallFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var (key, first, end) = (CallTags.KeyOf(filter.Tag!), filter.FirstKey(), filter.EndKey());
        var having = scope.ReadModel.CallTags.Where(row => row.Key == key && row.SortKey >= first && row.SortKey < end).Select(row => row.SortKey);
        return new(calls.Where(call => having.Contains(call.SortKey)));
    }

    // Collected first, within the range: a few milliseconds per 10,000 calls, however rare the key is.
    private static ValueTask<IQueryable<Call>> Pressed(IQueryable<Call> calls, CallFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var (pressed, first, end) = (filter.IvrKey!, filter.FirstKey(), filter.EndKey());
        var having = scope.ReadModel.CallIvrKeys.Where(row => row.Key == pressed && row.SortKey >= first && row.SortKey < end).Select(row => row.SortKey);
        return new(calls.Where(call => having.Contains(call.SortKey)));
    }

    private static async Task<IReadOnlySet<long>> PressedAmongAsync(IReadOnlySet<long> keys, CallFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var (pressed, among) = (filter.IvrKey!, keys.ToList());
        return await scope.ReadModel.CallIvrKeys.Where(row => row.Key == pressed && EF.Parameter(among).Contains(row.SortKey))
            .Select(row => row.SortKey).ToHashSetAsync(cancellation);
    }
}
