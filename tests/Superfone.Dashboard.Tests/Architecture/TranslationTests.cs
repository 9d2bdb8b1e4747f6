using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Localization.Cultures;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>
/// The files beside <c>Strings.resx</c>. Hindi is complete; other languages may be on their way, and show English for what they lack. See
/// <c>docs/translating.md</c>.
/// </summary>
public sealed partial class TranslationTests
{
    private static readonly ResourceManager Resources = new(typeof(Strings));

    private static readonly Dictionary<string, string> English = TextsIn(CultureInfo.InvariantCulture);

    public static TheoryData<string> Translated => [.. new Languages().All.Select(language => language.Tag).Where(tag => tag != Languages.English)];

    [Fact]
    public void Hindi_HasEveryText() =>
        AssertNone(English.Keys.Except(TextsIn(new("hi")).Keys).Order(StringComparer.Ordinal).Select(key => $"Strings.hi.resx lacks {key}: {English[key]}"));

    [Theory]
    [MemberData(nameof(Translated))]
    public void Texts_AreOnlyThoseOfEnglish(string tag) =>
        AssertNone(TextsIn(new(tag)).Keys.Except(English.Keys).Select(key => $"Strings.{tag}.resx has {key}, which Strings.resx does not"));

    [Theory]
    [MemberData(nameof(Translated))]
    public void Texts_HaveThePlaceholdersOfEnglish(string tag) => AssertNone(TextsIn(new(tag))
        .Where(text => English.TryGetValue(text.Key, out var english) && !HasPlaceholdersOf(english, text.Value, text.Key.EndsWith(".one", StringComparison.Ordinal)))
        .Select(text => $"{text.Key} has other placeholders: “{English[text.Key]}” became “{text.Value}”"));

    [Theory]
    [MemberData(nameof(Translated))]
    public void Texts_AreNotEmptyAndBeginAndEndAsInEnglish(string tag) => AssertNone(TextsIn(new(tag))
        .Where(text => English.TryGetValue(text.Key, out var english) && (text.Value.Trim().Length == 0 || Edges(text.Value) != Edges(english)))
        .Select(text => $"{text.Key} is empty, or has other space around it: “{text.Value}”"));

    [Fact]
    public void Hindi_HasNoWordsInLatinLetters() => AssertNone(TextsIn(new("hi"))
        .Where(text => !text.Key.StartsWith("Format.", StringComparison.Ordinal) && text.Key != "Plural.Zero")
        .SelectMany(text => Latin().Matches(Placeholder().Replace(text.Value, "")).Where(word => !LatinWords.Kept.Contains(word.Value)).Select(word => $"{text.Key}: {word.Value}")));

    [Theory]
    [MemberData(nameof(Translated))]
    public void Zero_TakesAFormThatThereIs(string tag) =>
        Assert.Contains(Resources.GetString("Plural.Zero", new(tag)), new[] { "one", "other" });

    private static Dictionary<string, string> TextsIn(CultureInfo culture) =>
        Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    // English says "1 call"; a language in which zero takes the same form says the number.
    private static bool HasPlaceholdersOf(string english, string other, bool isOne)
    {
        var (wanted, found) = (NamesIn(english), NamesIn(other));
        return wanted.SetEquals(found) || (isOne && found.Remove("0") && wanted.SetEquals(found));
    }

    private static HashSet<string> NamesIn(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value)];

    private static (bool Before, bool After) Edges(string text) => (text.StartsWith(' '), text.EndsWith(' '));

    private static void AssertNone(IEnumerable<string> found)
    {
        if (string.Join('\n', found) is { Length: > 0 } list)
            Assert.Fail(list);
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();
}
