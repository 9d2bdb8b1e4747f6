using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Localization.Cultures;

namespace Superfone.Dashboard.Localization;

/// <summary>
/// Sentences that the application stores, logs or gives to programs in English, and also shows to people: why a download failed, what is wrong with a setting. The English texts of a
/// group of resources are the patterns of its sentences, so that the text whose pattern fits says the sentence in another language.
/// </summary>
public static partial class KnownSentences
{
    /// <summary>Why a recording could not be downloaded.</summary>
    public const string Downloads = "DownloadFailure.";

    /// <summary>Why a delivery is not readable, or was not stored.</summary>
    public const string Deliveries = "DeliveryProblem.";

    /// <summary>Why a field of a delivery was left out, after the path of the field.</summary>
    public const string Notes = "ReadingNote.";

    /// <summary>What is wrong with a value in the address of a page.</summary>
    public const string Addresses = "AddressProblem.";

    /// <summary>What is wrong with a setting, after its key.</summary>
    public const string Settings = "SettingProblem.";

    /// <summary>Why a backup was not made, what weakens it, and what a restore test found.</summary>
    public const string Backups = "BackupFinding.";

    /// <summary>Why events are not processed.</summary>
    public const string Projection = "ProjectionProblem.";

    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Key, Regex Sentence)>> Groups = new();

    /// <summary>Finds the text that says a sentence.</summary>
    /// <param name="group">One of the groups above.</param>
    /// <param name="sentence">The sentence in English.</param>
    /// <returns><see langword="null"/> if the group has none, as for what an operating system says.</returns>
    public static KnownSentence? Find(string group, string sentence)
    {
        foreach (var (key, pattern) in Groups.GetOrAdd(group, PatternsOf))
        {
            if (pattern.Match(sentence) is { Success: true } match)
                return new KnownSentence(key, [.. match.Groups.Values.Skip(1).OrderBy(argument => argument.Name, StringComparer.Ordinal).Select(argument => argument.Value)]);
        }

        return null;
    }

    /// <summary>Says a sentence where nothing can be marked as English, such as in a tooltip: what is not in the reader's language is left out.</summary>
    /// <returns><see langword="null"/> if nothing of it can be said.</returns>
    public static string? Say(this IStringLocalizer text, string group, string sentence)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Languages.English)
            return sentence;
        return Find(group, sentence) is { } known ? text[known.Key, [.. known.Arguments.Select(argument => English().IsMatch(argument) ? "…" : argument)]].Value : null;
    }

    // Of several that fit, the one with the most words of its own.
    private static List<(string Key, Regex Sentence)> PatternsOf(string group) => new ResourceManager(typeof(Strings))
        .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
        .Select(entry => (Key: (string)entry.Key, Text: (string)entry.Value!)).Where(entry => entry.Key.StartsWith(group, StringComparison.Ordinal))
        .OrderByDescending(entry => Placeholder().Replace(entry.Text, "").Length).ThenBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => (entry.Key, PatternOf(entry.Text))).ToList();

    // A sentence may quote a long value: the time to match must not grow faster than its length.
    private static Regex PatternOf(string text) => new(
        $"^{EscapedPlaceholder().Replace(Regex.Escape(text), "(?<a$1>.*)")}$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\\\{(\d)\}")]
    private static partial Regex EscapedPlaceholder();

    [GeneratedRegex("[A-Za-z]{2,} [A-Za-z]{2,}")]
    private static partial Regex English();
}

/// <summary>A sentence that has a text.</summary>
/// <param name="Key">The key of the text.</param>
/// <param name="Arguments">What is in its placeholders.</param>
public sealed record KnownSentence(string Key, IReadOnlyList<string> Arguments);
