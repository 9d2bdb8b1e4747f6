using System.Text.Json.Serialization;

namespace Superfone.Dashboard.Components.Player;

/// <summary>Why the browser plays nothing; it says so by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlayFailure>))]
public enum PlayFailure
{
    /// <summary>It cannot decode the file.</summary>
    Unsupported,

    /// <summary>The file has no sound.</summary>
    Silent,

    /// <summary>The file did not come from the server.</summary>
    Unreachable,
}
