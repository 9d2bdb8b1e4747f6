using System.Text.Encodings.Web;
using System.Text.Json;

namespace Superfone.Dashboard.ThirdParty;

/// <summary>Writes the bill of materials (SBOM) of a program, as CycloneDX 1.6.</summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it. The same libraries, version and time give the same bytes.</summary>
    /// <param name="libraries">The libraries.</param>
    /// <param name="version">The program's version.</param>
    /// <param name="time">When its sources were committed.</param>
    public static string Write(IReadOnlyList<Library> libraries, string version, DateTimeOffset time)
    {
        var program = $"superfone-dashboard@{version}";
        return JsonSerializer.Serialize(
            new
            {
                BomFormat = "CycloneDX",
                SpecVersion = "1.6",
                Version = 1,
                Metadata = new
                {
                    Timestamp = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                    Component = new Dictionary<string, object>
                    {
                        ["type"] = "application",
                        ["bom-ref"] = program,
                        ["name"] = "superfone-dashboard",
                        ["version"] = version,
                        ["licenses"] = new[] { new { Expression = "MIT" } },
                    },
                },
                Components = libraries.Select(Component),
                Dependencies = new[] { new { Ref = program, DependsOn = libraries.Select(Reference) } },
            }, Options) + "\n";
    }

    private static string Reference(Library library) => $"pkg:nuget/{library.Name}@{library.Version}";

    private static Dictionary<string, object> Component(Library library)
    {
        var component = new Dictionary<string, object>
        {
            ["type"] = "library",
            ["bom-ref"] = Reference(library),
            ["name"] = library.Name,
            ["version"] = library.Version,
            ["scope"] = "required",
            ["hashes"] = new[] { new { Alg = "SHA-512", Content = library.Sha512 } },
            ["licenses"] = new[] { new { Expression = library.Licence } },
            ["copyright"] = library.Copyright,
            ["purl"] = Reference(library),
        };
        if (library.Url.Length > 0)
            component["externalReferences"] = new[] { new { Type = "website", library.Url } };
        return component;
    }
}
