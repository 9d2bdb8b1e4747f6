using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The end of a call, by which the calls of one account and duration are ordered.</summary>
/// <param name="Account">The account's number as a key.</param>
/// <param name="Duration">Talk time in seconds.</param>
/// <param name="End">The end, milliseconds since 1970.</param>
/// <param name="CdrId">The call.</param>
internal sealed record CallEnd(string Account, int Duration, long End, long CdrId)
{
    /// <summary>The end of a call; <see langword="null"/> if its account, duration or end is not known.</summary>
    public static CallEnd? Of(Call call) => call is { AccountKey: { } account, DurationSeconds: { } duration, EndedUtc: { } ended }
        ? new CallEnd(account, duration, UtcMilliseconds.Of(ended), call.CdrId)
        : null;
}
