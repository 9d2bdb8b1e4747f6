using System.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>
/// Texts of three and more characters to be found anywhere in names and numbers. The tables only know which rows have each three characters, not where:
/// rows with all the threes of a longer text may have it or not.
/// </summary>
/// <param name="Texts">The texts, normalized.</param>
/// <param name="IsAny">Whether one of them is enough.</param>
/// <param name="Phones">Gives numbers the form in which they are indexed.</param>
internal sealed record Fragments(IReadOnlyList<string> Texts, bool IsAny, PhoneBook Phones)
{
    private const int Length = 3;

    /// <summary>What to ask the tables for.</summary>
    public string Match => string.Join(IsAny ? " OR " : " AND ", Texts.Select(MatchOf));

    /// <summary>Whether every row that matches has the texts.</summary>
    public bool IsCertain => Texts.All(text => text.EnumerateRunes().Count() == Length);

    /// <summary>Whether the names and numbers of a row have the texts.</summary>
    /// <param name="who">The names and numbers; see <see cref="SearchText.Who"/>.</param>
    public bool AreIn(string who)
    {
        var normalized = SearchNormalizer.Normalize(who);
        return IsAny ? Texts.Any(IsThere) : Texts.All(IsThere);

        bool IsThere(string text) => normalized.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    private static string MatchOf(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        var threes = Enumerable.Range(0, runes.Length - Length + 1).Select(at => SearchTerms.Quote(string.Concat(runes[at..(at + Length)]))).Distinct().ToList();
        return threes is [var only] ? only : $"({string.Join(" AND ", threes)})";
    }
}
