namespace Superfone.Dashboard.Domain.Destinations;

/// <summary>In which form a destination receives events; stored as a number.</summary>
public enum DestinationForm
{
    /// <summary>The body as received, byte for byte.</summary>
    Raw,

    /// <summary>The item of the API that the event changed, with the event's id and time.</summary>
    Item,
}
