using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Applies a <see cref="CallFilter"/>, each condition in the form that an index of the calls answers.</summary>
internal static class CallFiltering
{
    // A label of few contacts is followed from the contacts to their calls; one of many is met often enough among the newest calls.
    private const int SelectiveContacts = 1000;

    /// <summary>The lowest sort key that the filter lets pass.</summary>
    public static long FirstKey(this CallFilter filter) => filter.From is { } from ? SortKey.First(CeilingMillisecond(from)) : 0;

    /// <summary>The sort key from which on the filter lets nothing pass.</summary>
    public static long EndKey(this CallFilter filter) => filter.To is { } to ? SortKey.First(CeilingMillisecond(to)) : long.MaxValue;

    /// <summary>The calls that the filter lets pass, its search text apart.</summary>
    public static async Task<IQueryable<Call>> ApplyFilterAsync(
        this IQueryable<Call> calls, ReadModelContext readModel, CallFilter filter, PhoneBook phones, CancellationToken cancellation)
    {
        calls = calls.InSpan(filter).OfKind(filter).OfPeople(filter, phones);
        if (filter.IvrKey is { } pressed)
        {
            // Gathered first, within the span: a few milliseconds for each 10,000 calls, however rare the key is among all.
            var (first, end) = (filter.FirstKey(), filter.EndKey());
            var having = readModel.CallIvrKeys.Where(row => row.Key == pressed && row.SortKey >= first && row.SortKey < end).Select(row => row.SortKey);
            calls = calls.Where(call => having.Contains(call.SortKey));
        }

        return filter.Label is { } label ? await calls.LabelledAsync(readModel, label, cancellation) : calls;
    }

    /// <summary>Calls below a sort key, newest first.</summary>
    public static IOrderedQueryable<Call> Before(this IQueryable<Call> calls, long sortKey) =>
        calls.Where(call => call.SortKey < sortKey).OrderByDescending(call => call.SortKey);

    /// <summary>Calls above a sort key, oldest first.</summary>
    public static IOrderedQueryable<Call> Since(this IQueryable<Call> calls, long sortKey) =>
        calls.Where(call => call.SortKey > sortKey).OrderBy(call => call.SortKey);

    private static IQueryable<Call> InSpan(this IQueryable<Call> calls, CallFilter filter)
    {
        if (filter.From is not null)
        {
            var first = filter.FirstKey();
            calls = calls.Where(call => call.SortKey >= first);
        }

        if (filter.To is not null)
        {
            var end = filter.EndKey();
            calls = calls.Where(call => call.SortKey < end);
        }

        return calls;
    }

    private static IQueryable<Call> OfKind(this IQueryable<Call> calls, CallFilter filter)
    {
        if (filter.Direction is { } direction)
            calls = calls.Where(call => call.Direction == direction);
        if (filter.Outcome is { } outcome)
            calls = calls.Where(call => call.Outcome == outcome);
        if (filter.Disposition is { } disposition)
            calls = calls.Where(call => call.Disposition == disposition);
        if (filter.Missed is { } missed)
            calls = missed ? calls.Where(call => call.Missed) : calls.Where(call => !call.Missed);
        if (filter.HasRecording is { } recorded)
            calls = recorded ? calls.Where(call => call.RecordingExpiresUtc != null) : calls.Where(call => call.RecordingExpiresUtc == null);
        if (filter.HasSummary is { } summarised)
            calls = summarised ? calls.Where(call => call.SummaryUuid != null) : calls.Where(call => call.SummaryUuid == null);
        return calls;
    }

    private static IQueryable<Call> OfPeople(this IQueryable<Call> calls, CallFilter filter, PhoneBook phones)
    {
        if (filter.ContactId is { } contactId)
            calls = calls.Where(call => call.ContactId == contactId);
        if (phones.SoughtKey(filter.Phone) is { } phone)
            calls = calls.Where(call => call.PhoneKey == phone);
        if (phones.SoughtKey(filter.StaffPhone) is { } staff)
            calls = calls.Where(call => call.StaffKey == staff);
        if (phones.SoughtKey(filter.Account) is { } account)
            calls = calls.Where(call => call.AccountKey == account);
        return calls;
    }

    private static async Task<IQueryable<Call>> LabelledAsync(
        this IQueryable<Call> calls, ReadModelContext readModel, string label, CancellationToken cancellation)
    {
        var key = Labels.KeyOf(label);
        var bearers = readModel.ContactLabels.Where(row => row.Label == key).Select(row => row.ContactId);
        return await Selectivity.AreAsync(bearers, SelectiveContacts, cancellation)
            ? calls.Where(call => bearers.Contains(call.ContactId!.Value))
            : calls.Where(call => readModel.ContactLabels.Any(row => row.Label == key && row.ContactId == call.ContactId));
    }

    private static DateTime CeilingMillisecond(DateTime instant)
    {
        var rest = instant.Ticks % TimeSpan.TicksPerMillisecond;
        return rest == 0 ? instant : instant.AddTicks(TimeSpan.TicksPerMillisecond - rest);
    }
}
