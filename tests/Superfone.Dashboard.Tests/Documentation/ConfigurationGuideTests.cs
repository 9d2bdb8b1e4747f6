using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Stored;

namespace Superfone.Dashboard.Tests.Documentation;

/// <summary>The tables of <c>docs/configuration.md</c> are those of the options: <c>eng/configuration.sh</c> writes them.</summary>
public sealed class ConfigurationGuideTests
{
    private const string Switch = "SUPERFONE_WRITE_CONFIGURATION";

    private static readonly string Guide = Path.Combine(Tool.Root, "docs", "configuration.md");

    [Fact]
    public async Task Tables_InDocs_AreThoseOfTheOptions()
    {
        var text = await File.ReadAllTextAsync(Guide, TestContext.Current.CancellationToken);
        var intro = text[..(text.IndexOf(ConfigurationGuide.Marker, StringComparison.Ordinal) + ConfigurationGuide.Marker.Length)];
        var expected = $"{intro}\n{ConfigurationGuide.Tables()}";
        if (Environment.GetEnvironmentVariable(Switch) is { Length: > 0 })
            await File.WriteAllTextAsync(Guide, expected, TestContext.Current.CancellationToken);

        Assert.True(expected == await File.ReadAllTextAsync(Guide, TestContext.Current.CancellationToken), "docs/configuration.md is out of date: run eng/configuration.sh.");
    }

    [Fact]
    public void Example_Always_HasEverySettingOfTheOptionsAndThePages()
    {
        var keys = ExampleSettings.Read().Settings.Select(setting => setting.Key).ToHashSet();
        var options = ConfigurationGuide.Options.SelectMany(section => section.Value.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.Name != "Week").Select(property => $"{section.Key}:{property.Name}"));

        Assert.Empty(options.Except(keys));
        Assert.Empty(SettingCatalog.All.Keys.Except(keys));
        Assert.All(ExampleSettings.Read().Settings, setting => Assert.NotEqual("", setting.Meaning));
    }

    [Fact]
    public async Task Example_Always_HasTheDefaultsOfTheOptions()
    {
        await using var plain = DashboardApplication.Build([]);
        await using var example = DashboardApplication.Build([], builder => builder.Configuration.AddJsonFile(Path.Combine(Tool.Root, "appsettings.Example.json")));

        foreach (var options in ConfigurationGuide.Options.Values)
        {
            var (without, with) = (ValueOf(plain.Services, options), ValueOf(example.Services, options));
            // Days without hours are the same as none.
            Assert.All(options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.Name != "Week"), property =>
                Assert.Equal((property.Name, Text(property.GetValue(without))), (property.Name, Text(property.GetValue(with)))));
        }
    }

    private static object ValueOf(IServiceProvider services, Type options) =>
        typeof(IOptions<>).MakeGenericType(options).GetProperty("Value")!.GetValue(services.GetRequiredService(typeof(IOptions<>).MakeGenericType(options)))!;

    private static string Text(object? value) => value is IEnumerable items and not string ? string.Join('\n', items.Cast<object>()) : $"{value}";
}
