using System.Text.Json.Serialization;

namespace Superfone.Dashboard.Components.Player;

/// <summary>The reasons why the browser cannot play a recording; it reports them by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlayFailure>))]
public enum PlayFailure
{
    /// <summary>The browser cannot decode the file.</summary>
    Unsupported,

    /// <summary>The file has no sound.</summary>
    Silent,

    /// <summary>The file could not be loaded from the server.</summary>
    Unreachable,
}
