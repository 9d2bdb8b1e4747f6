using System.Text.Json;
using System.Xml.Linq;

namespace Superfone.Dashboard.ThirdParty;

/// <summary>A library of others that is part of the program.</summary>
/// <param name="Name">Its name at NuGet.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">SPDX expression of its licence; <c>MIT</c> for one whose package has that text only.</param>
/// <param name="Copyright">Whose it is, as the package says.</param>
/// <param name="Url">Where it comes from; empty if the package does not say.</param>
/// <param name="Sha512">Hash of the package as NuGet serves it, in hexadecimal.</param>
internal sealed record Library(string Name, string Version, string Licence, string Copyright, string Url, string Sha512)
{
    private const string Runtime = "runtimepack.";

    /// <summary>Reads the libraries of a program.</summary>
    /// <param name="dependencies">The program's <c>.deps.json</c>: what was really copied beside it.</param>
    /// <param name="packages">The folder into which NuGet unpacks packages.</param>
    /// <exception cref="InvalidDataException">A package says too little about its licence.</exception>
    public static IReadOnlyList<Library> Read(string dependencies, string packages)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(dependencies));
        return [.. json.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() is "package" or "runtimepack")
            .Select(library => Read(library.Name.Split('/'), packages))
            .OrderBy(library => library.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static Library Read(string[] id, string packages)
    {
        var version = id[1];
        var name = id[0].StartsWith(Runtime, StringComparison.Ordinal) ? id[0][Runtime.Length..] : id[0];
        var folder = Path.Combine(packages, name.ToLowerInvariant(), version);
        var specification = XDocument.Load(Path.Combine(folder, $"{name.ToLowerInvariant()}.nuspec")).Root!;

        // Not the hash in .deps.json: that leaves out the signature.
        var hash = File.ReadAllText(Path.Combine(folder, $"{name.ToLowerInvariant()}.{version}.nupkg.sha512"));
        return new Library(
            name, version, LicenceOf(specification, folder) ?? throw new InvalidDataException($"{name} {version} does not say which licence it has."),
            Text(specification, "copyright") ?? $"© {Text(specification, "authors")}", Text(specification, "projectUrl") ?? "",
            Convert.ToHexString(Convert.FromBase64String(hash)));
    }

    private static string? LicenceOf(XElement specification, string folder)
    {
        var licence = Element(specification, "license");
        return licence?.Attribute("type")?.Value switch
        {
            "expression" => licence.Value,
            "file" when File.ReadAllText(Path.Combine(folder, licence.Value)).Contains("Permission is hereby granted, free of charge", StringComparison.Ordinal) => "MIT",
            _ => null,
        };
    }

    private static string? Text(XElement specification, string name) => Element(specification, name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    // The namespace of a specification differs with its age.
    private static XElement? Element(XElement specification, string name) => specification.Descendants().FirstOrDefault(element => element.Name.LocalName == name);
}
