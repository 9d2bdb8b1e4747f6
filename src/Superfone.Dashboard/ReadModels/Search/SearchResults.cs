using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>The results of a global search, the newest few of each kind.</summary>
/// <param name="Words">The words that were searched.</param>
/// <param name="Contacts">Contacts with the words.</param>
/// <param name="Calls">Calls with a person whose name or number has the words.</param>
/// <param name="Conversations">Calls in which the words were said or summed up.</param>
public sealed record SearchResults(
    WordSearch Words, SearchGroup<ContactItem> Contacts, SearchGroup<CallItem> Calls, SearchGroup<ConversationHit> Conversations)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => Contacts.Items.Count + Calls.Items.Count + Conversations.Items.Count == 0;
}

/// <summary>The results of one kind.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Items">The newest of it.</param>
/// <param name="HasMore">Whether there is more of it.</param>
public sealed record SearchGroup<T>(IReadOnlyList<T> Items, bool HasMore);

/// <summary>A call in which words were said.</summary>
/// <param name="Call">The call.</param>
/// <param name="Text">The sentence of its summary, insights or transcript that contains the words.</param>
/// <param name="Second">Where in the call it was said, in seconds from its beginning; <see langword="null"/> if it was summed up only.</param>
public sealed record ConversationHit(CallItem Call, string Text, int? Second);
