using System.Buffers.Binary;
using System.Buffers.Text;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.ReadModels.Paging;

/// <summary>The position at which a page of a list ended, as text that is valid for the same list only.</summary>
internal static class Cursor
{
    private const int NumberBytes = sizeof(long);

    /// <summary>The cursor for a position in a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="place">The numbers of the position.</param>
    public static string Write(ListKind list, params ReadOnlySpan<long> place)
    {
        Span<byte> bytes = stackalloc byte[1 + (place.Length * NumberBytes)];
        bytes[0] = (byte)list;
        for (var i = 0; i < place.Length; i++)
            BinaryPrimitives.WriteInt64BigEndian(bytes[(1 + (i * NumberBytes))..], place[i]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The position of a cursor; <see langword="null"/> for no cursor.</summary>
    /// <param name="list">The list.</param>
    /// <param name="cursor">The result of <see cref="Write"/>.</param>
    /// <param name="numbers">The number of parts of a position in that list.</param>
    /// <exception cref="CursorFormatException">The text is not a cursor of that list.</exception>
    public static long[]? Read(ListKind list, string? cursor, int numbers = 1)
    {
        if (cursor is null)
            return null;
        if (!Base64Url.IsValid(cursor, out var length) || length != 1 + (numbers * NumberBytes))
            throw new CursorFormatException();
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes[0] != (byte)list)
            throw new CursorFormatException();
        return [.. Enumerable.Range(0, numbers).Select(i => BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1 + (i * NumberBytes))))];
    }

    /// <summary>Whether a text may be a cursor of a list.</summary>
    public static bool IsOf(ListKind list, string? cursor) =>
        cursor is { Length: > 1 } && Base64Url.IsValid(cursor[..2].PadRight(4, 'A')) && Base64Url.DecodeFromChars(cursor[..2].PadRight(4, 'A'))[0] == (byte)list;

    /// <summary>A page of a list ordered by one number, cut from one row more than its size.</summary>
    public static Page<T> Cut<T>(ListKind list, IReadOnlyList<T> rows, int limit, Func<T, long> place) => Cut(list, rows, limit, row => [place(row)]);

    /// <summary>The same, for positions of several numbers.</summary>
    public static Page<T> Cut<T>(ListKind list, IReadOnlyList<T> rows, int limit, Func<T, long[]> place) => rows.Count <= limit
        ? new Page<T>(rows, null)
        : new Page<T>([.. rows.Take(limit)], Write(list, place(rows[limit - 1])));

    /// <summary>The instant of a part of a position.</summary>
    /// <exception cref="CursorFormatException">It is not a valid instant.</exception>
    public static DateTime InstantOf(long milliseconds) => milliseconds is >= 0 and < long.MaxValue >> 20
        ? UtcMilliseconds.ToInstant(milliseconds)
        : throw new CursorFormatException();
}

/// <summary>The lists that have cursors.</summary>
internal enum ListKind : byte
{
    /// <summary>Calls.</summary>
    Calls = 0xC1,

    /// <summary>Contacts.</summary>
    Contacts,

    /// <summary>A contact's timeline.</summary>
    Timeline,

    /// <summary>Tasks.</summary>
    Tasks,

    /// <summary>Follow-ups.</summary>
    FollowUps,

    /// <summary>Summaries that wait for their call.</summary>
    Summaries,

    /// <summary>Deliveries.</summary>
    Deliveries,

    /// <summary>Users.</summary>
    Users,

    /// <summary>The audit log.</summary>
    Audit,

    /// <summary>Attempts to pass events on.</summary>
    Attempts,

    /// <summary>Events that could not be passed on.</summary>
    FailedEvents,

    /// <summary>Calls, oldest first.</summary>
    CallsOldestFirst = 0xE1,

    /// <summary>Calls by talk time.</summary>
    CallsByTalk,

    /// <summary>Calls by ringing time.</summary>
    CallsByRinging,

    /// <summary>Contacts by the time at which they were first seen.</summary>
    ContactsByArrival,

    /// <summary>Calls with insights.</summary>
    Insights,

    /// <summary>Calls without a recording or summary.</summary>
    Incomplete,

    /// <summary>Calls whose download failed.</summary>
    FailedDownloads,

    /// <summary>Calls with their summaries.</summary>
    CallSummaries = 0xE9,

    /// <summary>Calls in which words were spoken.</summary>
    Spoken,

    /// <summary>Calls whose recording is unheard.</summary>
    Unheard,

    /// <summary>Contacts, the last active first.</summary>
    ContactsByActivity = 0xF1,

    /// <summary>A section of the tasks.</summary>
    TaskSection,

    /// <summary>Follow-ups in working order.</summary>
    WorkList,

    /// <summary>Contacts by the time at which they entered or left a lead stage.</summary>
    ContactsByStage,

    /// <summary>Contacts with names that sound like what was typed.</summary>
    ContactsBySound,

    /// <summary>Calls with names that sound like what was typed.</summary>
    CallsBySound,
}

/// <summary>Thrown for a cursor that does not come from the list.</summary>
public sealed class CursorFormatException() : FormatException("The cursor does not come from this list.");
