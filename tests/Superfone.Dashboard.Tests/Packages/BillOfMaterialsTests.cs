using System.Text.Json;
using System.Xml.Linq;
using Superfone.Dashboard.ThirdParty;

namespace Superfone.Dashboard.Tests.Packages;

/// <summary>The bill of materials (SBOM), as <c>eng/publish.sh</c> has it written.</summary>
public sealed class BillOfMaterialsTests
{
    [Fact]
    public void Bill_OfTheProgram_IsCycloneDxAndListsItsPackagesInTheirVersions()
    {
        var dependencies = Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.deps.json");
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        AssertLists(BillOfMaterials.Write(Library.Read(dependencies, packages), "1.0.0", DateTimeOffset.UnixEpoch), File.ReadAllText(dependencies));
    }

    /// <summary>Checks a bill: its format, that it has each library of a program and no other, and those of the project in the versions of the repository.</summary>
    /// <param name="bill">The bill.</param>
    /// <param name="dependencies">The program's <c>.deps.json</c>.</param>
    internal static void AssertLists(string bill, string dependencies)
    {
        using var json = JsonDocument.Parse(bill);
        var root = json.RootElement;
        Assert.Equal(("CycloneDX", "1.6", 1), (TextOf(root, "bomFormat"), TextOf(root, "specVersion"), root.GetProperty("version").GetInt32()));
        Assert.Equal("superfone-dashboard", TextOf(root.GetProperty("metadata").GetProperty("component"), "name"));
        var components = root.GetProperty("components").EnumerateArray().ToList();
        Assert.All(components, component =>
        {
            Assert.Equal(("library", $"pkg:nuget/{NameOf(component)}"), (TextOf(component, "type"), TextOf(component, "purl")));
            Assert.Matches("^[0-9A-F]{128}$", TextOf(component.GetProperty("hashes")[0], "content"));
            Assert.NotEmpty(TextOf(component.GetProperty("licenses")[0], "expression"));
        });

        var listed = components.Select(NameOf).ToList();
        using var program = JsonDocument.Parse(dependencies);
        var contained = program.RootElement.GetProperty("libraries").EnumerateObject().Where(library => TextOf(library.Value, "type") is "package" or "runtimepack")
            .Select(library => library.Name.Replace("runtimepack.", "", StringComparison.Ordinal).Replace('/', '@'));
        Assert.Equal(contained.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Empty(Referenced().Except(listed));
    }

    // The packages of the project in the versions of the repository, apart from those that only build it.
    private static IEnumerable<string> Referenced()
    {
        var versions = XDocument.Load(Path.Combine(Tool.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
        return XDocument.Load(Path.Combine(Tool.Root, "src", "Superfone.Dashboard", "Superfone.Dashboard.csproj")).Descendants("PackageReference")
            .Where(reference => reference.Attribute("PrivateAssets") is null).Select(reference => reference.Attribute("Include")!.Value).Select(name => $"{name}@{versions[name]}");
    }

    private static string NameOf(JsonElement component) => $"{TextOf(component, "name")}@{TextOf(component, "version")}";

    private static string TextOf(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
