using NetArchTest.Rules;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>Dependencies run one way, so that each stage can be understood with only those below it in mind.</summary>
public sealed class DependencyTests
{
    private const string Root = "Superfone.Dashboard";

    // What each folder of the host may use besides Domain, Events and Configuration. Reasons for what does not follow the data's way:
    // Access says who acts, and each stage that is told to do something asks whether they may. Recordings and Samples store what they make
    // themselves; Samples and Demo send their events through Ingest, and the demo's colleagues decide what to do about
    // what they read. Api and Components import and replay through Ingest, and play and retry through Recordings: these are commands, and their
    // results are the stages' own. Api streams the export of everything. Privacy deletes what Recordings stored, and exports what ReadModels show. Localization writes out the results
    // of replays, speaks the language of who is signed in, and words what is wrong with an account. Components offer the sample data and the demo. Operations' commands list users, import, and rebuild. Notifications tell of overdue backups and faults,
    // and mail the links of users that Api and Components make. Destinations add to the checks of health. The export of
    // everything has destinations and settings too.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Configuration"] = [],
        ["Storage"] = [],
        ["Ingest"] = ["Storage", "Access"],
        ["ReadModels"] = ["Storage"],
        ["Access"] = ["Storage"],
        ["Live"] = ["ReadModels", "Storage", "Access"],
        ["Notifications"] = ["Destinations", "Live", "ReadModels", "Storage", "Access", "Localization", "Operations"],
        ["Destinations"] = ["Operations", "ReadModels", "Storage", "Access"],
        ["Calling"] = ["Decisions", "Live", "ReadModels", "Storage", "Access"],
        ["Projections"] = ["Storage"],
        ["Recordings"] = ["Storage", "Access"],
        ["Decisions"] = ["Storage", "Access"],
        ["Samples"] = ["Storage", "Ingest", "Access"],
        ["Demo"] = ["Access", "Decisions", "Ingest", "ReadModels", "Storage"],
        ["Privacy"] = ["ReadModels", "Storage", "Access", "Recordings"],
        ["Api"] = ["Destinations", "Exports", "ReadModels", "Access", "Decisions", "Recordings", "Ingest", "Privacy", "Notifications"],
        ["Operations"] = ["Access", "Storage", "ReadModels", "Ingest", "Projections"],
        ["Components"] =
            ["Localization", "ReadModels", "Live", "Access", "Notifications", "Destinations", "Calling", "Ingest", "Decisions", "Recordings", "Samples", "Demo", "Operations", "Privacy"],
        ["Localization"] = ["ReadModels", "Ingest", "Access"],
        ["Exports"] = ["Destinations", "ReadModels", "Storage", "Access", "Localization"],
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
    public void Sqlite_IsKnownOnlyToStorageAndReadModels() => AssertNone(Types.InAssembly(typeof(DashboardApplication).Assembly)
        .That().DoNotResideInNamespace($"{Root}.Storage").And().DoNotResideInNamespace($"{Root}.ReadModels").ShouldNot()
        .HaveDependencyOnAny("Microsoft.Data.Sqlite", "SQLitePCL"));

    [Fact]
    public void Amazon_IsKnownOnlyToTheObjectStore() => AssertNone(Types.InAssembly(typeof(DashboardApplication).Assembly)
        .That().DoNotResideInNamespace($"{Root}.Storage.Objects").ShouldNot().HaveDependencyOn("Amazon"));

    [Fact]
    public void Domain_KnowsNeitherStorageNorWeb() => AssertNone(Types.InAssembly(typeof(Domain.Calls.Call).Assembly)
        .ShouldNot().HaveDependencyOnAny("Microsoft", "SQLitePCL"));

    [Fact]
    public void Events_DependOnNothing() => Assert.All(
        typeof(Superfone.Events.EventReader).Assembly.GetReferencedAssemblies(),
        assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));

    private static void AssertNone(ConditionList rule) => Assert.Empty(rule.GetResult().FailingTypeNames ?? []);
}
