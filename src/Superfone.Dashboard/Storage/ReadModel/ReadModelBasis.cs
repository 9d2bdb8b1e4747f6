using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>What a read model is computed for, besides the log: it stays the same for a file, whatever is set meanwhile.</summary>
public sealed class ReadModelBasis
{
    /// <summary>Takes the values that are set now.</summary>
    /// <param name="display">The time zone and the telephone region.</param>
    public ReadModelBasis(DisplayOptions display) =>
        (Display, Stamp, Phones, Calendar) = (display, ReadModelStamp.Of(display), new PhoneBook(display.PhoneRegion), new BusinessCalendar(display.TimeZone));

    /// <summary>What the checkpoint of such a read model says; see <see cref="ReadModelStamp"/>.</summary>
    public string Stamp { get; }

    /// <summary>Makes its keys of numbers.</summary>
    public PhoneBook Phones { get; }

    /// <summary>Its days.</summary>
    public BusinessCalendar Calendar { get; }

    internal DisplayOptions Display { get; }

    internal bool IsOf(DisplayOptions display) =>
        ReferenceEquals(display, Display) || (display.PhoneRegion == Display.PhoneRegion && display.TimeZone.Equals(Display.TimeZone));
}
