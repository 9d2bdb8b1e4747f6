using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>
/// A new member of an enum must not compile until every switch over the enum names it. The compiler checks that in switch expressions
/// without a discard arm, but not in switch statements, and a discard arm hides it.
/// </summary>
public sealed partial class SwitchTests
{
    private static readonly string Source = Path.Combine(Tool.Root, "src");

    private static readonly HashSet<string> Enums =
    [
        .. new[] { typeof(DashboardApplication), typeof(Domain.PhoneBook), typeof(Superfone.Events.EventReader), typeof(Simulation.SimulationOptions) }
            .SelectMany(type => type.Assembly.GetTypes()).Where(type => type.IsEnum).Select(type => type.Name),
    ];

    // Markup, whose cases depend on more than the enum.
    private static readonly string[] Allowed = ["RecordingCard.razor", "SettingField.razor"];

    [Fact]
    public void Switch_OverAnEnum_IsAnExpressionThatNamesEveryMember()
    {
        var files = Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(file => (Name: Path.GetRelativePath(Source, file), Code: File.ReadAllText(file))).ToList();

        Assert.Contains(files, file => Begin().IsMatch(file.Code));
        Assert.Equal("", string.Join('\n', files.Where(file => !Allowed.Contains(Path.GetFileName(file.Name)))
            .SelectMany(file => Unchecked(file.Code), (file, patterns) => $"{file.Name}: {patterns}")));
    }

    [Theory]
    [InlineData("state switch { SampleState.None => 1, _ => 2 }", true)]
    [InlineData("(state, text) switch { (SampleState.None, _) => f(1, 2), _ => 2 }", true)]
    [InlineData("item switch { { State: SampleState.None } => \"{,\", _ => 2 }", true)]
    [InlineData("switch (state) { case SampleState.None: break; }", true)]
    [InlineData("(state, text) switch { (SampleState.None, _) => 1, (SampleState.Shown, _) => 2 }", false)]
    [InlineData("text switch { \"none\" => SampleState.None, _ => SampleState.Shown }", false)]
    [InlineData("text switch { \"none\" => state switch { SampleState.None => 1 }, _ => 2 }", false)]
    [InlineData("switch (text) { case \"none\": Set(SampleState.None); break; default: break; }", false)]
    public void Rule_ForEachForm_FindsWhatTheCompilerDoesNotCheck(string code, bool isFound) => Assert.Equal(isFound, Unchecked(code).Any());

    // The patterns of each switch over an enum that the compiler does not check for missing members.
    private static IEnumerable<string> Unchecked(string code)
    {
        foreach (Match match in Begin().Matches(code))
        {
            var isStatement = match.Groups[1].Success;
            var body = code[(match.Index + match.Length)..];
            var patterns = isStatement ? Cases().Matches(body[..Parts(body).Sum(part => part.Length + 1)]).Select(found => found.Value).ToList()
                : [.. Parts(body).Select(arm => arm.Split("=>")[0].Trim())];
            if (patterns.Exists(IsOfEnum) && (isStatement || patterns.Contains("_")))
                yield return string.Join(", ", patterns);
        }
    }

    // What stands between commas, up to the brace that ends the switch; commas in brackets and texts do not count.
    private static IEnumerable<string> Parts(string body)
    {
        var (from, depth) = (0, 0);
        foreach (Match token in Token().Matches(body))
        {
            depth += token.Value switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            if (depth < 0 || (depth == 0 && token.Value == ","))
            {
                yield return body[from..token.Index];
                from = token.Index + 1;
            }

            if (depth < 0)
                yield break;
        }
    }

    private static bool IsOfEnum(string pattern) => Member().Matches(pattern).Any(member => Enums.Contains(member.Groups[1].Value));

    [GeneratedRegex(@"\bswitch\s*(\([^{]*\)\s*)?\{")]
    private static partial Regex Begin();

    [GeneratedRegex(@"""(?:\\.|[^""\\\n])*""|'(?:\\.|[^'\\\n])'|[][(){},]")]
    private static partial Regex Token();

    [GeneratedRegex(@"\bcase\b[^:]*:")]
    private static partial Regex Cases();

    [GeneratedRegex(@"\b(\w+)(?=\.[A-Z])")]
    private static partial Regex Member();
}
