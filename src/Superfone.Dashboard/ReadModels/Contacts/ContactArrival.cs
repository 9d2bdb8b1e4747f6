using Superfone.Dashboard.Domain.Contacts;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Selects contacts that were new in a range of time; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record ContactArrival
{
    /// <summary>The value of <see cref="Source"/> for contacts without a known source.</summary>
    public const string NoSource = "none";

    /// <summary>Contacts that were first seen at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Contacts that were first seen before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Their source, see <see cref="Contact.Origin"/>; or <see cref="NoSource"/>.</summary>
    public string? Source { get; init; }
}
