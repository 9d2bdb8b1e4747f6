using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Text;

/// <summary>What calls are narrowed to and ordered by, in plain English.</summary>
public static class CallText
{
    private const int LongestWord = 24;

    /// <summary>A group of dispositions.</summary>
    public static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Answered => "Answered",
        Outcome.Missed => "Not picked up",
        Outcome.Busy => "Busy or declined",
        Outcome.Ivr => "Ended in the menu",
        Outcome.Failed => "Not connected",
        Outcome.Blocked => "Blocked",
        Outcome.InProgress => "In progress",
        _ => "Anything else",
    };

    /// <summary>Which way a call went.</summary>
    public static string NameOf(CallDirection direction) => direction == CallDirection.Inbound ? "Inbound" : "Outbound";

    /// <summary>Which way a call went: as received where it is neither inbound nor outbound; <see langword="null"/> where it is not known.</summary>
    public static string? DirectionOf(CallItem call) => call.Direction is { } direction ? NameOf(direction) : call.OtherDirection is { } other ? Short(other) : null;

    /// <summary>A word of the sender's, which may be of any length.</summary>
    internal static string Short(string word) => word.Length <= LongestWord ? word : $"{word.AsSpan(0, char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)}…";

    /// <summary>An order.</summary>
    public static string NameOf(CallSort sort) => sort switch
    {
        CallSort.Oldest => "Oldest first",
        CallSort.LongestTalk => "Longest talk first",
        CallSort.LongestRinging => "Longest ringing first",
        _ => "Newest first",
    };
}
