using Microsoft.Net.Http.Headers;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// Says beforehand which bytes of a file an answer will have, so that a store is asked for no others. It is a guess: what is sent is decided
/// when the answer is, and may be less or more.
/// </summary>
internal static class RequestedBytes
{
    /// <summary>The first byte, and the one behind the last; <see langword="null"/> if probably none are sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sizeBytes">The size of the file in bytes.</param>
    public static (long From, long End)? Of(HttpRequest request, long sizeBytes)
    {
        if (!HttpMethods.IsGet(request.Method) || request.Headers.IfNoneMatch.Count > 0 || request.Headers.IfModifiedSince.Count > 0)
            return null;
        var whole = (0L, sizeBytes);
        if (!RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var range) || range.Ranges is not { Count: 1 } ranges)
            return whole;
        var only = ranges.Single();
        if (only.From is { } from)
            return from < sizeBytes ? (from, Math.Min(only.To + 1 ?? sizeBytes, sizeBytes)) : null;
        return only.To is > 0 and var last ? (Math.Max(0, sizeBytes - last), sizeBytes) : null;
    }
}
