using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Tests.Operations.Settings;

/// <summary>What holds for every setting that can be made on a page.</summary>
public sealed class SettingCatalogTests
{
    // A value that is not the default, and one that is wrong; null if any text goes.
    private static readonly Dictionary<string, (string Right, string? Wrong)> Values = new()
    {
        ["Business:Name"] = ("Kumar & Sons", new string('x', 61)),
        ["Business:Language"] = ("hi", "xx"),
        ["Display:TimeZone"] = ("Europe/London", "Nowhere/Town"),
        ["Display:PhoneRegion"] = ("GB", "ZZ"),
        ["PublicUrl"] = ("https://calls.example.com", "calls.example.com"),
        ["Backup:Directory"] = (Path.Combine(Path.GetTempPath(), "superfone-setting"), null),
        ["Backup:At"] = ("03:15", "at three"),
        ["Hours:Holidays"] = ("2026-01-26 Republic Day", "some day"),
        ["Mail:Host"] = ("smtp.example.com", "smtp://smtp.example.com"),
        ["Mail:Port"] = ("465", "70000"),
        ["Mail:UserName"] = ("calls", null),
        ["Mail:Password"] = ("secret", null),
        ["Mail:From"] = ("Calls <calls@example.com>", "nobody"),
        ["Digest:At"] = ("07:45", "at eight"),
        ["Digest:Weekday"] = ("Friday", "Someday"),
        ["Heartbeat:Url"] = ("https://uptime.example.com/x", "http://uptime.example.com"),
        ["ClickToCall:ApiKey"] = ("key", null),
        ["ClickToCall:BaseUrl"] = ("https://api.example.com", "api.example.com"),
        ["Recordings:AllowedHosts"] = ("*.example.com", "https://example.com/"),
        ["Push:Contact"] = ("calls@example.com", "nobody"),
    };

    // Reads what no page changes, before the settings made on pages are known.
    private static readonly Type[] ReadOnce = [typeof(UpgradeBackup)];

    public static TheoryData<string> Languages => ["en", "hi"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Languages))]
    public void Setting_Each_SaysWhatItDoes(string language)
    {
        var texts = new ResourceManager(typeof(Strings))
            .GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : new CultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(entry => (string)entry.Key).ToHashSet();

        // The days of the week share what the page says of them.
        Assert.Empty(SettingCatalog.All.Values.SelectMany(setting => new[] { TextKey(setting), SettingCatalog.Week.Contains(setting) ? TextKey(setting) : $"{TextKey(setting)}.Hint" }).Except(texts));
    }

    [Fact]
    public async Task Setting_Each_IsInEffectAtOnceAndInTheAudit()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?> { ["Superfone:Recordings:Enabled"] = null });
        var (editor, configuration) = (dashboard.Services.GetRequiredService<SettingsEditor>(), dashboard.Services.GetRequiredService<IConfiguration>());
        List<string> problems = [];
        foreach (var setting in SettingCatalog.All.Values.OrderBy(setting => setting.Kind != SettingKind.Switch))
        {
            var (before, value) = (OptionOf(dashboard.Services, setting), RightValueOf(setting));
            problems.AddRange(await SaveAsync(editor, setting, value));
            if (setting.Read(configuration) != value || OptionOf(dashboard.Services, setting) == before)
                problems.Add($"{setting.Key} is not in effect");

            // A password is refused where TLS is off.
            if (setting.Kind == SettingKind.Switch)
                await editor.SaveAsync(new Dictionary<SettingDefinition, string?> { [setting] = null }, Actor.System);
        }

        Assert.Empty(problems);
        using var owner = dashboard.CreateClient(Roles.Owner);
        using var audit = JsonDocument.Parse(await owner.GetStringAsync("/api/v1/audit?action=setting&limit=200", Cancellation));
        Assert.Empty(SettingCatalog.All.Keys.Except(audit.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("subject").GetString()!)));
    }

    [Fact]
    public async Task Setting_WithAWrongValue_IsRefusedByItsKey()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?> { ["Superfone:Recordings:Enabled"] = null });
        var editor = dashboard.Services.GetRequiredService<SettingsEditor>();
        List<string> problems = [];
        foreach (var setting in SettingCatalog.All.Values)
        {
            if (WrongValueOf(setting) is not { } wrong)
                continue;
            var errors = await SaveAsync(editor, setting, wrong);
            if (!errors.Any(error => error.StartsWith(setting.Key, StringComparison.Ordinal) && error.EndsWith('.')))
                problems.Add($"{setting.Key} takes '{wrong}'");

            // A page says it in the language of the reader, by the label of the field.
            problems.AddRange(errors.Where(error => KnownSentences.Find(KnownSentences.Settings, error.Split(' ', 2)[1]) is null).Select(error => $"There is no text for: {error}"));
        }

        Assert.Empty(problems);
    }

    [Fact]
    public void Options_ThatAPageChanges_AreReadByNobodyOnce()
    {
        var changed = OptionTypes().Values.Select(type => typeof(IOptions<>).MakeGenericType(type)).ToHashSet();

        var found = typeof(DashboardApplication).Assembly.GetTypes().Except(ReadOnce).Where(type => !type.IsGenericTypeDefinition && (
            type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).SelectMany(constructor => constructor.GetParameters()).Any(parameter => changed.Contains(parameter.ParameterType))
            || type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Any(property => property.GetCustomAttribute<InjectAttribute>() is not null && changed.Contains(property.PropertyType))));

        Assert.Empty(found.Select(type => type.FullName));
    }

    private static async Task<IReadOnlyList<string>> SaveAsync(SettingsEditor editor, SettingDefinition setting, string value) =>
        await editor.SaveAsync(new Dictionary<SettingDefinition, string?> { [setting] = value }, Actor.System);

    private static string TextKey(SettingDefinition setting) => $"Setting.{NameOf(setting).Replace(':', '.')}";

    private static string NameOf(SettingDefinition setting) => setting.Key["Superfone:".Length..];

    private static string RightValueOf(SettingDefinition setting) => Values.TryGetValue(NameOf(setting), out var value) ? value.Right : setting.Kind switch
    {
        SettingKind.Switch => setting.Default == "true" ? "false" : "true",
        SettingKind.Number => "7",
        SettingKind.List or SettingKind.Choice => setting.Choices[^1],
        SettingKind.Text or SettingKind.Secret or SettingKind.Duration => "10:00-18:00",
    };

    private static string? WrongValueOf(SettingDefinition setting) => Values.TryGetValue(NameOf(setting), out var value) ? value.Wrong : setting.Kind switch
    {
        SettingKind.Switch => "perhaps",
        SettingKind.Number => "-1",
        SettingKind.List or SettingKind.Choice or SettingKind.Text or SettingKind.Secret or SettingKind.Duration => "nothing that there is",
    };

    private static Dictionary<string, Type> OptionTypes() => typeof(DashboardApplication).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith(typeof(DataOptions).Namespace!, StringComparison.Ordinal) == true && type.Name.EndsWith("Options", StringComparison.Ordinal))
        .Select(type => (Type: type, Section: type.GetField("Section")?.GetRawConstantValue() as string))
        .Where(options => SettingCatalog.All.Values.Any(setting => setting.Section == options.Section)).ToDictionary(options => options.Section!, options => options.Type);

    // What the application reads of a setting now, as text.
    private static string OptionOf(IServiceProvider services, SettingDefinition setting)
    {
        var type = OptionTypes()[setting.Section];
        var monitor = services.GetRequiredService(typeof(IOptionsMonitor<>).MakeGenericType(type));
        var options = typeof(IOptionsMonitor<>).MakeGenericType(type).GetProperty("CurrentValue")!.GetValue(monitor)!;
        var value = type.GetProperty(setting.Key[(setting.Section.Length + 1)..].Split(':')[0])!.GetValue(options);
        return value is IEnumerable and not string ? JsonSerializer.Serialize(value) : $"{value}";
    }
}
