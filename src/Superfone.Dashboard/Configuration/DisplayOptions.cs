namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Display</c>: the business's time zone and telephone region.</summary>
public sealed class DisplayOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Display";

    /// <summary>The time zone, unless it is set.</summary>
    public const string DefaultTimeZone = "Asia/Kolkata";

    /// <summary>The region, unless it is set.</summary>
    public const string DefaultPhoneRegion = "IN";

    /// <summary>The business's time zone: times are shown in it, and it determines "today".</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>The region of numbers written without a country code: two capital letters, such as <c>IN</c>.</summary>
    public required string PhoneRegion { get; init; }

    internal static DisplayOptions Read(SectionReader section) => new()
    {
        TimeZone = section.TimeZone(nameof(TimeZone), DefaultTimeZone),
        PhoneRegion = section.Text(nameof(PhoneRegion), DefaultPhoneRegion).ToUpperInvariant(),
    };
}
