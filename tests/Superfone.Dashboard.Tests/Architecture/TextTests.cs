using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>Every text that people read is in <c>Localization/Strings.resx</c>, so that another language is another file.</summary>
public sealed partial class TextTests
{
    private const string Root = "Superfone.Dashboard";

    // Keys of the keyboard, proper names and formats, which are the same in every language.
    private static readonly HashSet<string> Untranslated =
    [
        "Superfone", "Superfone Dashboard", "CSV", "Excel", "Esc", "Space", "Ctrl K", "Enter", "Escape", "Backspace", "WhatsApp", "docs/api.md", "docs/deploy.md", "README.md",
    ];

    private static readonly Dictionary<string, string> English = new ResourceManager(typeof(Strings))
        .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    public static TheoryData<string> Areas => [.. All];

    private static IEnumerable<string> All =>
    [
        "Components.Calling", "Components.Controls", "Components.Filters", "Components.Layout", "Components.Lists", "Components.Player", "Components.Text", "Components",
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
            .Where(type => !type.Name.EndsWith("Stage", StringComparison.Ordinal) && type.Name is not (nameof(Dashboard.Components.WebAssets) or nameof(Dashboard.Components.Layout.Theming.Theme)))
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
        var prefixes = literals.Where(literal => Prefix().IsMatch(literal)).Concat(["SavedViews.", "SavedSearches.", "Script."])
            .Concat(module.GetTypes().Concat(Referenced()).Where(type => type.IsEnum).Select(type => $"{type.Name}.")).ToHashSet();
        var unused = English.Keys.Where(key => !literals.Contains(key) && !literals.Contains(WithoutForm(key)) && !prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));
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

    private static string WithoutForm(string key) =>
        key.EndsWith(".one", StringComparison.Ordinal) || key.EndsWith(".other", StringComparison.Ordinal) ? key[..key.LastIndexOf('.')] : key;

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

    // A literal, the attribute or parameter that it is given to if it is known, and the method that takes it next. Names of attributes
    // and parameters are left out, and what is logged.
    private static IEnumerable<(string Value, string? Name, string Taker)> Literals(MethodDefinition method)
    {
        string? before = null;
        foreach (var instruction in method.Body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ldstr))
        {
            var following = Following(instruction).TakeWhile(next => next.OpCode != OpCodes.Ldstr).ToList();
            var taker = following.FirstOrDefault(next => next.Operand is MethodReference)?.Operand is MethodReference called ? $"{called.DeclaringType.Name}.{called.Name}" : "";
            var isName = instruction.Previous?.OpCode.Code is >= Code.Ldc_I4_M1 and <= Code.Ldc_I4 && taker is not ("RenderTreeBuilder.AddContent" or "RenderTreeBuilder.AddMarkupContent");
            var isLogged = following.Take(40).Any(next => next.Operand is MethodReference { DeclaringType.Name: "LoggerExtensions" });
            if (!isName && !isLogged)
                yield return ((string)instruction.Operand, before, taker);
            before = (string)instruction.Operand;
        }
    }

    private static IEnumerable<Instruction> Following(Instruction instruction)
    {
        for (var next = instruction.Next; next is not null; next = next.Next)
            yield return next;
    }

    private static bool IsText((string Value, string? Name, string Taker) literal)
    {
        var (value, name, taker) = literal;
        if (English.Keys.Any(key => key == value || key.StartsWith(value.EndsWith('.') ? value : $"{value}.", StringComparison.Ordinal)) || Untranslated.Contains(value.Trim()) || name == "Policy" || value.StartsWith('/') || value.StartsWith("<style", StringComparison.Ordinal)
            || taker.EndsWith("Exception..ctor", StringComparison.Ordinal) || taker.Contains("Regex", StringComparison.Ordinal))
        {
            return false;
        }

        var isMarkup = taker is "RenderTreeBuilder.AddMarkupContent" || value.Contains('<', StringComparison.Ordinal);
        var shown = isMarkup
            ? string.Join('\n', Spoken().Matches(value).Select(match => match.Groups[1].Value).Append(Tag().Replace(value, "\n")))
            : value;
        shown = Untranslated.OrderByDescending(word => word.Length).Aggregate(Placeholder().Replace(shown, ""), (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));
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
