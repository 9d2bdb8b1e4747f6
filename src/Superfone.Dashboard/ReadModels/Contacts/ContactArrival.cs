using Superfone.Dashboard.Domain.Contacts;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Contacts that were new in some time; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record ContactArrival
{
    /// <summary>Stands for the source of contacts of which none is known.</summary>
    public const string NoSource = "none";

    /// <summary>Contacts that were first seen at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Contacts that were first seen before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Where they came from, see <see cref="Contact.Origin"/>; or <see cref="NoSource"/>.</summary>
    public string? Source { get; init; }
}
