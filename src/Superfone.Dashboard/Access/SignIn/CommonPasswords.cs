using System.Collections.Frozen;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>
/// Recognises passwords that are guessed first: words that many people use (the list ships with the application), also twice, in capitals, with
/// digits and signs around them or in place of letters; runs on the keyboard and in the alphabet; and a few characters again and again.
/// </summary>
public static class CommonPasswords
{
    private const int MostWords = 2;
    private const int FewCharacters = 5;
    private const double MostlyRuns = 0.75;

    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop"];

    // Longest first, so that "password" is found before "pass".
    private static readonly string[] Words = [.. ReadWords().OrderByDescending(word => word.Length)];

    private static readonly FrozenDictionary<char, char> Letters = new Dictionary<char, char>
    {
        ['0'] = 'o',
        ['1'] = 'i',
        ['3'] = 'e',
        ['4'] = 'a',
        ['5'] = 's',
        ['7'] = 't',
        ['@'] = 'a',
        ['$'] = 's',
        ['!'] = 'i',
    }.ToFrozenDictionary();

    /// <summary>Whether a password is one that is guessed first.</summary>
    /// <param name="password">The password.</param>
    /// <param name="own">What is known of its owner: words of their email and name.</param>
    public static bool Contains(string password, params IReadOnlyList<string> own)
    {
        var lower = password.ToLowerInvariant();
        return lower.Distinct().Count() < FewCharacters || IsRun(lower) || IsWords(lower, lower, own) || IsWords(lower, WithLetters(lower), own);
    }

    private static string WithLetters(string text) => string.Concat(text.Select(character => Letters.GetValueOrDefault(character, character)));

    private static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1)).Count(pair => pair.Second - pair.First is 0 or 1 or -1 || AreNeighbours(pair.First, pair.Second));
        return steps >= MostlyRuns * (text.Length - 1);
    }

    private static bool AreNeighbours(char left, char right) =>
        Rows.Any(row => row.IndexOf(left) is >= 0 and var at && row.IndexOf(right) is >= 0 and var next && Math.Abs(at - next) == 1);

    // Looks for words in one form of the text, and for what is left in the text itself, where digits are digits.
    private static bool IsWords(string text, string form, IReadOnlyList<string> own)
    {
        var left = text.ToCharArray();
        var found = 0;
        foreach (var word in own.Where(word => word.Length > 3).Select(word => word.ToLowerInvariant()).Concat(Words))
        {
            if (!form.Contains(word, StringComparison.Ordinal))
                continue;
            found++;
            for (var at = form.IndexOf(word, StringComparison.Ordinal); at >= 0; at = form.IndexOf(word, StringComparison.Ordinal))
            {
                left.AsSpan(at, word.Length).Fill(' ');
                form = form.Remove(at, word.Length).Insert(at, new string(' ', word.Length));
            }
        }

        return found is > 0 and <= MostWords && !left.Any(char.IsLetter);
    }

    private static IEnumerable<string> ReadWords()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
    }
}
