using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Documentation;

/// <summary>A setting of <c>appsettings.Example.json</c>.</summary>
/// <param name="Key">Its full key.</param>
/// <param name="Default">Its value there, as JSON.</param>
/// <param name="Meaning">The comment above it; for one without, that of the setting or the object before.</param>
internal sealed record ExampleSetting(string Key, string Default, string Meaning)
{
    /// <summary>The section that it belongs to.</summary>
    public string Section => ConfigurationGuide.Options.Keys.Where(section => Key.StartsWith($"{section}:", StringComparison.Ordinal)).MaxBy(section => section.Length)!;
}

/// <summary>Reads <c>appsettings.Example.json</c> with its comments, line by line.</summary>
internal static partial class ExampleSettings
{
    /// <summary>All settings in the order of the file, and the comments on sections by their keys.</summary>
    public static (IReadOnlyList<ExampleSetting> Settings, IReadOnlyDictionary<string, string> Sections) Read()
    {
        var (settings, sections, names, comment) = (new List<ExampleSetting>(), new Dictionary<string, string>(), new Stack<string>(), "");
        foreach (var line in File.ReadLines(Path.Combine(Tool.Root, "appsettings.Example.json")).Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment = $"{comment} {line[2..].Trim()}".Trim();
                continue;
            }

            if (Member().Match(line) is { Success: true } member)
            {
                var key = string.Join(':', names.Reverse().Append(member.Groups[1].Value));
                if (member.Groups[2].Value == "{")
                {
                    sections[key] = comment;
                    names.Push(member.Groups[1].Value);
                }
                else
                {
                    settings.Add(new ExampleSetting(key, member.Groups[2].Value.TrimEnd(','), comment.Length > 0 ? comment : Before(key)));
                }
            }
            else if (line.StartsWith('}') && names.Count > 0)
            {
                names.Pop();
            }

            comment = "";
        }

        return (settings, sections);

        string Before(string key) => sections.GetValueOrDefault(string.Join(':', key.Split(':')[..^1])) is { Length: > 0 } outer ? outer : settings[^1].Meaning;
    }

    [GeneratedRegex("""^"(\w+)": (.+)$""")]
    private static partial Regex Member();
}
