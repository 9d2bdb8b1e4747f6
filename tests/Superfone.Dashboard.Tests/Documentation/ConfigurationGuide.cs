using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;

namespace Superfone.Dashboard.Tests.Documentation;

/// <summary>
/// The tables of <c>docs/configuration.md</c>: meanings and defaults from <c>appsettings.Example.json</c>, types from the options, and what can
/// be set on a page from <see cref="SettingCatalog"/>.
/// </summary>
internal static partial class ConfigurationGuide
{
    /// <summary>The line behind which the tables stand.</summary>
    public const string Marker = "<!-- What follows is written by eng/configuration.sh. -->";

    // Where the settings of a section are made; a section that is new in the catalogue is named here.
    private static readonly Dictionary<string, string> Pages = new()
    {
        ["Superfone"] = "Business",
        ["Superfone:Business"] = "Business",
        ["Superfone:Display"] = "Business",
        ["Superfone:Access"] = "Access",
        ["Superfone:Backup"] = "Backups",
        ["Superfone:ClickToCall"] = "Calling",
        ["Superfone:Digest"] = "Mail",
        ["Superfone:Heartbeat"] = "Mail",
        ["Superfone:Hours"] = "Working hours",
        ["Superfone:Mail"] = "Mail",
        ["Superfone:Privacy"] = "Privacy",
        ["Superfone:Push"] = "Notifications",
        ["Superfone:Recordings"] = "Recordings",
    };

    /// <summary>The classes of options, by their sections.</summary>
    public static IReadOnlyDictionary<string, Type> Options { get; } = typeof(DataOptions).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is { IsLiteral: true })
        .ToDictionary(type => (string)type.GetField("Section")!.GetRawConstantValue()!);

    /// <summary>The tables, a section each.</summary>
    public static string Tables()
    {
        var (settings, sections) = ExampleSettings.Read();
        var text = new StringBuilder();
        foreach (var section in settings.GroupBy(setting => setting.Section))
        {
            var title = section.Key == AddressOptions ? "Address" : section.Key[(AddressOptions.Length + 1)..];
            text.Append($"\n## {title}\n\n");
            if (section.Key != AddressOptions && sections.GetValueOrDefault(section.Key) is { Length: > 0 } meaning)
                text.Append($"{meaning}\n\n");
            text.Append("| key | type | default | on a page | meaning |\n|---|---|---|---|---|\n");

            // The days of the week are one row.
            foreach (var rows in section.GroupBy(setting => setting.Key.Split(':').Length > section.Key.Split(':').Length + 1 ? string.Join(':', setting.Key.Split(':')[..^1]) : setting.Key))
                text.Append(Row(rows.First(), rows.Count() > 1 ? $" … `{rows.Last().Key.Split(':')[^1]}`" : ""));
        }

        return text.ToString();
    }

    private const string AddressOptions = Dashboard.Configuration.Network.AddressOptions.Section;

    private static string Row(ExampleSetting setting, string others)
    {
        var otherwise = setting.Default is "\"\"" or "[]" ? "" : $"`{setting.Default.Trim('"')}`";
        var page = SettingCatalog.All.ContainsKey(setting.Key) ? Pages[setting.Section] : "";
        return $"| `{setting.Key}`{others} | {TypeOf(setting)} | {otherwise} | {page} | {Sample().Replace(setting.Meaning, "`$0`")} |\n";
    }

    private static string TypeOf(ExampleSetting setting)
    {
        var name = setting.Key[(setting.Section.Length + 1)..].Split(':')[0];
        var property = Options[setting.Section].GetProperty(name, BindingFlags.Public | BindingFlags.Instance)
            ?? throw new InvalidOperationException($"{setting.Key} is in the example and not in {Options[setting.Section].Name}.");
        return (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
        {
            { } type when type == typeof(bool) => "`true` or `false`",
            { } type when type == typeof(int) || type == typeof(long) => "whole number",
            { } type when type == typeof(TimeSpan) => "duration, `hh:mm:ss`",
            { } type when type == typeof(TimeOnly) => "time, `hh:mm`",
            { } type when type == typeof(DayOfWeek) => "day, in English",
            { } type when type == typeof(TimeZoneInfo) => "time zone (IANA)",
            { } type when type == typeof(string) => "text",
            { } type when setting.Default.StartsWith('[') && type != typeof(string) => "list",
            { IsEnum: true } type => string.Join(" or ", Enum.GetNames(type).Select(value => $"`{JsonNamingPolicy.CamelCase.ConvertName(value)}`")),
            _ when setting.Key.Contains(":Week:", StringComparison.Ordinal) => "hours",
            { } type => throw new InvalidOperationException($"{setting.Key} is a {type}, which has no name here."),
        };
    }

    // Addresses and JSON, which would become links and markup.
    [GeneratedRegex(@"https?://[\w./:-]*\w|\{ "".*\}")]
    private static partial Regex Sample();
}
