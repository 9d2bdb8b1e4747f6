using System.Globalization;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization.Cultures;

namespace Superfone.Dashboard.Components.Pages.Settings;

/// <summary>A value that a setting may have, where there are too many to name each in the catalogue, or they depend on the computer.</summary>
/// <param name="Value">The value.</param>
/// <param name="Name">What people look for.</param>
public sealed record SettingChoice(string Value, string Name)
{
    /// <summary>The tag of the language of the name; <see langword="null"/> for that of the page.</summary>
    public string? Language { get; init; }

    /// <summary>The values that are offered for a setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="languages">The languages of this build.</param>
    /// <param name="address">The address of the page.</param>
    /// <returns><see langword="null"/> if the catalogue has them, or anything goes.</returns>
    public static IReadOnlyList<SettingChoice>? Of(SettingDefinition setting, Languages languages, string address)
    {
        if (setting == SettingCatalog.TimeZone)
            return [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => new SettingChoice(zone.Id, zone.DisplayName))];
        if (setting == SettingCatalog.PhoneRegion)
            return [.. PhoneBook.Regions.Select(region => new SettingChoice(region, $"{NameOf(region)} (+{PhoneBook.CountryCodeOf(region)})"))];
        if (setting == SettingCatalog.Language)
            return [.. languages.All.Select(language => new SettingChoice(language.Tag, language.Name) { Language = language.Tag })];
        return setting == SettingCatalog.PublicUrl ? [new(address.TrimEnd('/'), "")] : null;
    }

    private static string NameOf(string region)
    {
        try
        {
            return new RegionInfo(region).DisplayName;
        }
        catch (ArgumentException)
        {
            // A few islands have telephones, but no culture.
            return region;
        }
    }
}
