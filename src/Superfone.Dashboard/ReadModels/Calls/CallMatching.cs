using System.Globalization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Applies a <see cref="CallFilter"/> to a call at hand, as <see cref="CallFiltering"/> does to those in the database.</summary>
public static class CallMatching
{
    /// <summary>Whether the filter, its search text and menu key apart, lets a call pass.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="call">The call.</param>
    /// <param name="phones">Compares numbers in any written form.</param>
    public static bool Matches(this CallFilter filter, CallItem call, PhoneBook phones) =>
        call.SortKey >= filter.FirstKey() && call.SortKey < filter.EndKey()
        && Is(filter.Direction, call.Direction)
        && Is(filter.Outcome, call.Outcome)
        && (filter.Disposition is null || filter.Disposition == call.Disposition)
        && Is(filter.Missed, call.Missed)
        && Is(filter.HasRecording, call.Recording is not null)
        && Is(filter.HasSummary, call.Summary is not null)
        && Is(filter.ContactId, call.Contact?.ContactId)
        && IsNumber(filter.Phone, call.Phone, phones)
        && IsNumber(filter.StaffPhone, call.Staff?.Phone, phones)
        && IsNumber(filter.Account, call.Account, phones)
        && (filter.Label is not { } label || HasLabel(call, Labels.KeyOf(label)));

    private static bool Is<T>(T? wanted, T? actual)
        where T : struct =>
        wanted is null || wanted.Equals(actual);

    private static bool IsNumber(string? wanted, string? actual, PhoneBook phones) =>
        phones.SoughtKey(wanted) is not { } key || key == phones.KeyOf(actual);

    private static bool HasLabel(CallItem call, string key) =>
        call.Contact?.Labels.Any(label => Labels.KeyOf(label.Title ?? "") == key || label.Id?.ToString(CultureInfo.InvariantCulture) == key) == true;
}
