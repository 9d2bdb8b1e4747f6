namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>
/// Tells the other nodes that something in the primary database has changed. A message carries no state, only what to read again, and is sent after
/// the commit. It may be merged with others like it, and be lost: whoever relies on it also reads again from time to time. Thread-safe.
/// </summary>
public interface INodeMessages : IHostedService
{
    /// <summary>Sends a message to all other nodes. Never blocks.</summary>
    /// <param name="topic">What has changed; see <see cref="NodeTopic"/>.</param>
    /// <param name="id">Its key; 0 for a topic without keys.</param>
    void Send(string topic, long id = 0);

    /// <summary>Receives messages of other nodes until it is disposed.</summary>
    /// <param name="topic">What has changed.</param>
    /// <param name="handler">
    /// Gets the keys, on a thread of its own; <see langword="null"/> if messages may have been lost, so that everything is to be read again. It neither blocks nor throws.
    /// </param>
    IDisposable Receive(string topic, Action<IReadOnlyCollection<long>?> handler);
}

/// <summary>What nodes tell each other of.</summary>
internal static class NodeTopic
{
    /// <summary>The log has grown, or its read model is to be computed again.</summary>
    public const string Log = "log";

    /// <summary>Calls of which the primary database knows something else, such as the state of the recording.</summary>
    public const string Calls = "calls";

    /// <summary>Settings made on pages.</summary>
    public const string Settings = "settings";

    /// <summary>Secrets of the webhook.</summary>
    public const string Secrets = "secrets";

    /// <summary>In which language and colours people see pages.</summary>
    public const string Preferences = "preferences";

    /// <summary>The logo and the texts of the business.</summary>
    public const string Business = "business";

    /// <summary>The sessions of users, by <see cref="Access.Sessions.UserSessions.NumberOf"/>; 0 for anybody's.</summary>
    public const string Sessions = "sessions";

    /// <summary>The API tokens made in Settings, and what their makers may do.</summary>
    public const string Tokens = "tokens";

    /// <summary>Whether there is sample data.</summary>
    public const string Samples = "samples";

    /// <summary>Destinations.</summary>
    public const string Destinations = "destinations";

    /// <summary>The queue of a destination.</summary>
    public const string DestinationQueue = "destination-queue";
}
