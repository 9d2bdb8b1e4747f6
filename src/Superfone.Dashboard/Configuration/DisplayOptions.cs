namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Display</c>: the business's time zone and telephone region.</summary>
public sealed class DisplayOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Display";

    /// <summary>The business's time zone: times are shown in it, and it determines "today".</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>The region of numbers written without a country code: two capital letters, such as <c>IN</c>.</summary>
    public required string PhoneRegion { get; init; }

    internal static DisplayOptions Read(SectionReader section) => new()
    {
        TimeZone = section.TimeZone("TimeZone", "Asia/Kolkata"),
        PhoneRegion = section.Text("PhoneRegion", "IN").ToUpperInvariant(),
    };
}
