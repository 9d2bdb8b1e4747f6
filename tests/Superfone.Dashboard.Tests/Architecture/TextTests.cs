using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>Every text that people read stands in <c>Localization/Strings.resx</c>, so that another language is another file.</summary>
public sealed partial class TextTests
{
    private const string Root = "Superfone.Dashboard";

    // Keys of the keyboard, proper names and formats, which are the same in every language.
    private static readonly HashSet<string> Untranslated =
    [
        "Superfone", "Superfone Dashboard", " · Superfone Dashboard", "CSV", "Excel", "Esc", "Space", "Ctrl K", "Enter", "Escape", "WhatsApp",
    ];

    private static readonly Dictionary<string, string> English = new ResourceManager(typeof(Strings))
        .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    // Texts of these still stand in their code.
    private static readonly string[] NotYet =
    [
        "Components.Controls", "Components.Filters", "Components.Layout", "Components.Lists", "Components.Player", "Components.Text", "Components",
        "Components.Pages", "Components.Pages.Agents", "Components.Pages.Analytics", "Components.Pages.Calls", "Components.Pages.Completeness", "Components.Pages.Connect",
        "Components.Pages.Contacts", "Components.Pages.Deliveries", "Components.Pages.Digest", "Components.Pages.FollowUps", "Components.Pages.Insights", "Components.Pages.Listen",
        "Components.Pages.Live", "Components.Pages.Settings", "Components.Pages.Summaries", "Components.Pages.Tasks",
    ];

    public static TheoryData<string> Areas => [.. All.Except(NotYet)];

    private static IEnumerable<string> All =>
    [
        "Components.Controls", "Components.Filters", "Components.Layout", "Components.Lists", "Components.Player", "Components.Text", "Components",
        .. typeof(DashboardApplication).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>()
            .Where(space => space.StartsWith($"{Root}.Components.Pages", StringComparison.Ordinal))
            .Select(space => string.Join('.', space.Split('.').Skip(2).Take(3))).Distinct(),
        "Exports", "Localization",
    ];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Area_HasNoTextOfItsOwn(string area)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{Root}.dll"));
        var inner = All.Where(other => other.StartsWith($"{area}.", StringComparison.Ordinal)).ToList();
        var found = module.GetTypes()
            .Where(type => IsIn(type, area) && !inner.Exists(other => IsIn(type, other)))
            .Where(type => !type.Name.EndsWith("Stage", StringComparison.Ordinal) && type.Name != nameof(Dashboard.Components.WebAssets))
            .SelectMany(type => type.Methods).Where(method => method.HasBody && method.Name is not ("PrintMembers" or "ToString"))
            .SelectMany(method => Literals(method).Where(IsText).Select(literal => $"{method.DeclaringType.FullName}: {literal.Value}"));

        AssertNone(found);
    }

    [Fact]
    public void Keys_ThatTheCodeUses_AreThoseOfTheFile()
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{Root}.dll"));
        var literals = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions).Select(instruction => instruction.Operand).OfType<string>().ToHashSet();
        var prefixes = literals.Where(literal => Prefix().IsMatch(literal))
            .Concat(module.GetTypes().Concat(Referenced()).Where(type => type.IsEnum).Select(type => $"{type.Name}.")).ToHashSet();
        var keys = English.Keys.Select(key => key.EndsWith(".one", StringComparison.Ordinal) || key.EndsWith(".other", StringComparison.Ordinal) ? key[..key.LastIndexOf('.')] : key);

        var unused = keys.Where(key => !literals.Contains(key) && !prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));
        var missing = literals.Where(literal => Key().IsMatch(literal) && English.Keys.Any(key => key.StartsWith($"{literal.Split('.')[0]}.", StringComparison.Ordinal)))
            .Except(English.Keys.SelectMany(key => new[] { key, key[..Math.Max(0, key.LastIndexOf('.'))] }));

        AssertNone(missing);
        AssertNone(unused);
    }

    [Fact]
    public void States_ThatHaveTexts_HaveOneEach()
    {
        var lacking = new[] { typeof(DashboardApplication), typeof(Domain.PhoneBook), typeof(Superfone.Events.EventReader) }
            .SelectMany(type => type.Assembly.GetTypes()).Where(type => type.IsEnum && English.Keys.Any(key => key.StartsWith($"{type.Name}.", StringComparison.Ordinal)))
            .SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}")).Except(English.Keys);

        AssertNone(lacking);
    }

    [Fact]
    public void Plurals_HaveBothForms() => AssertNone(
        English.Keys.Where(key => key.EndsWith(".one", StringComparison.Ordinal)).Select(key => $"{key[..^4]}.other").Except(English.Keys));

    private static void AssertNone(IEnumerable<string> found)
    {
        if (string.Join('\n', found.Distinct()) is { Length: > 0 } list)
            Assert.Fail(list);
    }

    private static IEnumerable<TypeDefinition> Referenced() =>
        new[] { "Superfone.Dashboard.Domain.dll", "Superfone.Events.dll" }.SelectMany(name => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, name)).GetTypes());

    private static bool IsIn(TypeDefinition type, string area)
    {
        var space = type;
        while (space.DeclaringType is { } outer)
            space = outer;
        return space.Namespace == $"{Root}.{area}" || space.Namespace.StartsWith($"{Root}.{area}.", StringComparison.Ordinal);
    }

    // A literal, the attribute or parameter that it is given to if it is known, and the method that takes it next.
    private static IEnumerable<(string Value, string? Name, string Taker)> Literals(MethodDefinition method)
    {
        string? before = null;
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.OpCode != OpCodes.Ldstr)
                continue;
            var taker = instruction.Next;
            while (taker is not null && taker.OpCode.FlowControl != FlowControl.Call && taker.OpCode != OpCodes.Newobj && taker.OpCode != OpCodes.Ldstr)
                taker = taker.Next;
            yield return ((string)instruction.Operand, before, taker?.Operand is MethodReference called ? $"{called.DeclaringType.Name}.{called.Name}" : "");
            before = (string)instruction.Operand;
        }
    }

    private static bool IsText((string Value, string? Name, string Taker) literal)
    {
        var (value, name, taker) = literal;
        if (English.Keys.Any(key => key == value || key.StartsWith(value.EndsWith('.') ? value : $"{value}.", StringComparison.Ordinal)) || Untranslated.Contains(value.Trim()) || taker.StartsWith("LoggerExtensions.", StringComparison.Ordinal)
            || taker.EndsWith("Exception..ctor", StringComparison.Ordinal) || taker.Contains("Regex", StringComparison.Ordinal))
        {
            return false;
        }

        var isMarkup = taker is "RenderTreeBuilder.AddMarkupContent" || value.Contains('<', StringComparison.Ordinal);
        var shown = isMarkup
            ? string.Join('\n', Spoken().Matches(value).Select(match => match.Groups[1].Value).Append(Tag().Replace(value, "\n")))
            : value;
        shown = Placeholder().Replace(shown, "");
        if (isMarkup || taker is "RenderTreeBuilder.AddContent")
            return Word().IsMatch(shown);
        if (taker.StartsWith("RenderTreeBuilder.Add", StringComparison.Ordinal))
            return name is not ("class" or "style" or "href" or "src" or "d" or "viewBox" or "id") && Sentence().IsMatch(shown);
        return taker.EndsWith(".AppendLiteral", StringComparison.Ordinal) ? Fragment().IsMatch(shown) : Sentence().IsMatch(shown);
    }

    [GeneratedRegex(@"^[A-Z]\w*(\.\w+)+$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[A-Z]\w*(\.\w+)*\.$")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"<[^>]*>?")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?:title|aria-label|alt|placeholder)=[""']([^""']*)")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\{\d[^}]*\}|&\w+;")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*\p{Lu}\p{Ll}+([ ,.!?:’']|$)|\p{L}{2,} \p{L}{2,} \p{L}{2,}|\p{L}{3,}[.!?]$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^[^/=:;#&?_{}-]*(^| )\p{L}{2,}[^/=:;#&?_{}-]*$")]
    private static partial Regex Fragment();
}
