using NetArchTest.Rules;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>Dependencies run one way, so that each stage can be understood with only those below it in mind.</summary>
public sealed class DependencyTests
{
    private const string Root = "Superfone.Dashboard";

    // What each folder of the host may use besides Domain, Events and Configuration.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Configuration"] = [],
        ["Storage"] = [],
        ["Ingest"] = ["Storage", "Access"],
        ["ReadModels"] = ["Storage"],
        ["Access"] = ["Storage"],
        ["Live"] = ["ReadModels", "Storage", "Access"],
        ["Projections"] = ["Storage"],
        ["Recordings"] = ["Storage", "Ingest"],
        ["Decisions"] = ["Storage"],
        ["Samples"] = ["Storage", "Ingest"],
        ["Demo"] = ["Access", "Ingest"],
        ["Api"] = ["ReadModels", "Access", "Decisions", "Projections", "Recordings", "Ingest"],
        ["Operations"] = ["Access", "Storage", "Projections"],
        ["Components"] = ["Localization", "ReadModels", "Live", "Access", "Projections", "Ingest", "Decisions", "Recordings", "Samples", "Demo"],
        ["Localization"] = ["ReadModels", "Ingest"],
        ["Exports"] = ["ReadModels", "Access", "Localization"],
    };

    public static TheoryData<string> Folders => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_DependsOnlyOnThoseBelow(string folder)
    {
        var forbidden = Allowed.Keys.Except([folder, "Configuration", .. Allowed[folder]]).Select(other => $"{Root}.{other}");
        AssertNone(Types.InAssembly(typeof(DashboardApplication).Assembly)
            .That().ResideInNamespace($"{Root}.{folder}").ShouldNot().HaveDependencyOnAny([.. forbidden]));
    }

    [Fact]
    public void EveryFolder_HasItsRule()
    {
        var folders = typeof(DashboardApplication).Assembly.GetTypes()
            .Select(type => type.Namespace).OfType<string>()
            .Where(name => name.StartsWith($"{Root}.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[2]).Distinct().Order();
        Assert.Equal(Allowed.Keys.Order(), folders);
    }

    [Fact]
    public void Components_NeverSeeADatabase() => AssertNone(Types.InAssembly(typeof(DashboardApplication).Assembly)
        .That().ResideInNamespace($"{Root}.Components").ShouldNot()
        .HaveDependencyOnAny("Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", $"{Root}.Storage"));

    [Fact]
    public void Domain_KnowsNeitherStorageNorWeb() => AssertNone(Types.InAssembly(typeof(Domain.Calls.Call).Assembly)
        .ShouldNot().HaveDependencyOnAny("Microsoft", "SQLitePCL"));

    [Fact]
    public void Events_DependOnNothing() => Assert.All(
        typeof(Superfone.Events.EventReader).Assembly.GetReferencedAssemblies(),
        assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));

    private static void AssertNone(ConditionList rule) => Assert.Empty(rule.GetResult().FailingTypeNames ?? []);
}
