using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Calls.</summary>
internal sealed class CallTable(ReadModelWriter writer, IModel model) : ReadModelTable<Call>(writer, model)
{
    private const string WithoutSummaryOf = "AccountKey = ?1 AND DurationSeconds = ?2 AND Outcome = 1 AND SummaryUuid IS NULL";

    private readonly RecentRows<long, Call> _recent = new();

    /// <summary>Finds a call; <see langword="null"/> if there is none.</summary>
    public Call? Find(long cdrId) => _recent.Find(cdrId, key => base.Find(key));

    /// <inheritdoc/>
    public override void Save(Call row)
    {
        base.Save(row);
        _recent.Keep(row.CdrId, row);
    }

    /// <summary>Forgets the rows in memory, because what was saved may have been rolled back.</summary>
    public void Forget() => _recent.Clear();

    /// <summary>The <c>cdr_id</c> of the call that has a sort key; <see langword="null"/> if the key is free.</summary>
    public long? IdAt(long sortKey) => Writer.Number("SELECT CdrId FROM Calls WHERE SortKey = ?1", sortKey);

    /// <summary>The call that has a sort key; <see langword="null"/> if the key is free.</summary>
    public Call? At(long sortKey) => Where("WHERE SortKey = ?1", sortKey).SingleOrDefault();

    /// <summary>The <c>cdr_id</c>s of the calls of a contact.</summary>
    public IReadOnlyList<long> OfContact(long contactId) => Writer.Prepare("SELECT CdrId FROM Calls WHERE ContactId = ?1").BindAll(contactId).All(row => row.Number(0));

    /// <summary>The calls with a number whose payloads name no contact, except those that already belong to a given contact.</summary>
    /// <param name="phoneKey">The number.</param>
    /// <param name="owner">The contact; <see langword="null"/> for none.</param>
    public IReadOnlyList<Call> NotOwnedBy(string phoneKey, long? owner) =>
        Where("WHERE PhoneKey = ?1 AND NamedContactId IS NULL AND ContactId IS NOT ?2", phoneKey, owner);

    /// <summary>The calls with a number from a sort key on.</summary>
    public IReadOnlyList<Call> From(string phoneKey, long sortKey) => Where("WHERE PhoneKey = ?1 AND SortKey >= ?2", phoneKey, sortKey);

    /// <summary>The missed calls with a number in a range of sort keys.</summary>
    /// <param name="phoneKey">The number.</param>
    /// <param name="first">The lowest sort key.</param>
    /// <param name="last">The highest sort key.</param>
    /// <returns>Their <c>cdr_id</c>s.</returns>
    public IReadOnlyList<long> Missed(string phoneKey, long first, long last) =>
        Writer.Prepare("SELECT CdrId FROM Calls WHERE PhoneKey = ?1 AND SortKey BETWEEN ?2 AND ?3 AND Missed").BindAll(phoneKey, first, last).All(row => row.Number(0));

    /// <summary>The call with a number that follows a sort key, if no call with the number comes before it.</summary>
    /// <returns>Its <c>cdr_id</c>; <see langword="null"/> if there is none, or another call is the first.</returns>
    public long? NextIfFirst(string phoneKey, long sortKey) => Writer.Number("SELECT 1 FROM Calls WHERE PhoneKey = ?1 AND SortKey < ?2 LIMIT 1", phoneKey, sortKey) is null
        ? Writer.Number("SELECT CdrId FROM Calls WHERE PhoneKey = ?1 AND SortKey > ?2 ORDER BY SortKey LIMIT 1", phoneKey, sortKey)
        : null;

    /// <summary>At most two answered calls of an account and a duration that have no summary and ended within a range of time.</summary>
    /// <param name="accountKey">The account's number as a key.</param>
    /// <param name="durationSeconds">Talk time in seconds.</param>
    /// <param name="first">The beginning of the range, milliseconds since 1970, inclusive.</param>
    /// <param name="last">The end of the range, milliseconds since 1970, inclusive.</param>
    public IReadOnlyList<Call> TwoWithoutSummary(string accountKey, int durationSeconds, long first, long last) =>
        Where($"WHERE {WithoutSummaryOf} AND EndedUtc BETWEEN ?3 AND ?4 LIMIT 2", accountKey, durationSeconds, first, last);

    /// <summary>The answered call without a summary that ended just before another one of its account and duration.</summary>
    public CallEnd? WithoutSummaryBefore(CallEnd end) => Beside(end, "<", "DESC");

    /// <summary>The answered call without a summary that ended just after another one of its account and duration.</summary>
    public CallEnd? WithoutSummaryAfter(CallEnd end) => Beside(end, ">", "ASC");

    private CallEnd? Beside(CallEnd end, string comparison, string order) => Writer.Prepare(
        $"SELECT EndedUtc, CdrId FROM Calls WHERE {WithoutSummaryOf} AND (EndedUtc, CdrId) {comparison} (?3, ?4) ORDER BY EndedUtc {order}, CdrId {order} LIMIT 1")
        .BindAll(end.Account, end.Duration, end.End, end.CdrId)
        .First(row => end with { End = row.Number(0), CdrId = row.Number(1) }, null);
}
