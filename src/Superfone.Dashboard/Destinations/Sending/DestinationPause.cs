using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Why a destination receives nothing.</summary>
public enum DestinationPause
{
    /// <summary>It receives events.</summary>
    None,

    /// <summary>Somebody paused it.</summary>
    Paused,

    /// <summary>The data was restored from a backup, and nobody has said since that events are to be passed on.</summary>
    Restored,

    /// <summary>The keys that protect its secret are lost; it needs another one.</summary>
    SecretLost,
}

/// <summary>Decides whether a destination receives events.</summary>
internal static class DestinationPauses
{
    /// <summary>Why a destination receives nothing: somebody paused it, nobody who knew this log wanted it, or its secret cannot be read.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="logId">The id of the log; see <see cref="Destination.LogId"/>.</param>
    /// <param name="secrets">Reads its secret.</param>
    public static DestinationPause Of(Destination destination, string? logId, DestinationSecrets secrets) =>
        !destination.IsEnabled ? DestinationPause.Paused
        : destination.LogId != logId ? DestinationPause.Restored
        : secrets.Of(destination).Count == 0 ? DestinationPause.SecretLost
        : DestinationPause.None;
}
