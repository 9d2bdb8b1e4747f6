using PhoneNumbers;

namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Display</c>: the business's own time and telephone region.</summary>
public sealed class DisplayOptions
{
    /// <summary>The business's time zone: times are shown in it, and "today" is its day.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Region of numbers written without a country code: two capital letters, such as <c>IN</c>.</summary>
    public required string PhoneRegion { get; init; }

    internal static DisplayOptions Read(ConfigurationReader reader)
    {
        const string zoneKey = "Superfone:Display:TimeZone";
        const string regionKey = "Superfone:Display:PhoneRegion";

        var zoneName = reader.Text(zoneKey, "Asia/Kolkata");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone) && zoneName.Length > 0)
            reader.Reject(zoneKey, $"is '{zoneName}', which is not a time zone such as Asia/Kolkata");

        var region = reader.Text(regionKey, "IN").ToUpperInvariant();
        if (region.Length > 0 && !PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(region))
            reader.Reject(regionKey, $"is '{region}', which is not a region such as IN");
        return new DisplayOptions { TimeZone = zone ?? TimeZoneInfo.Utc, PhoneRegion = region };
    }
}
