using System.Text.RegularExpressions;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Browser.Tests;

/// <summary>Finds texts on pages that stay English in a <see cref="PseudoLanguage"/>, or in one of another script.</summary>
/// <param name="payloads">The payloads that were posted; their texts are not translated.</param>
/// <param name="names">Words that the language keeps.</param>
internal sealed partial class PageTexts(IEnumerable<string> payloads, IReadOnlySet<string> names)
{
    private readonly HashSet<string> _known = payloads.SelectMany(payload => Text().Matches(payload).Select(match => Regex.Unescape(match.Groups[1].Value)))
        .SelectMany(value => new[] { value, Plain(value) })
        .Concat([.. names, "Dashboard", "Space", RunningDashboard.OwnerEmail, .. Roles.All.Select(role => $"{role} script"), .. MessageSet.Default.Templates.Select(text => text.Title)]).Where(word => word.Length > 1).ToHashSet();

    /// <summary>The texts and labels of the page that are not in the pseudo-language.</summary>
    public async Task<IEnumerable<string>> ForeignAsync(BrowserPage window) => (await ShownAsync(window)).Where(IsForeign);

    private static Task<string[]> ShownAsync(BrowserPage window) => window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.nodeType === Node.TEXT_NODE && !node.parentElement.closest('script, style, code, pre, kbd, abbr, option[lang], [translate=no], .message-preview'))
              texts.push(node.data.trim());
            else if (node.nodeType === Node.ELEMENT_NODE && !node.closest('[translate=no]'))
              texts.push(...['title', 'aria-label', 'placeholder', 'alt'].map(name => node.getAttribute(name) ?? ''));
          }
          return texts.filter(text => /[A-Za-z]{3,}/.test(text));
        }
        """);

    // FIRST_CALL and website-form are shown as "First call" and "Website form".
    private static string Plain(string value) => value.Replace('_', ' ').Replace('-', ' ');

    // Something of the payloads, a name of the calendar, or a text with the accents of the language.
    private bool IsForeign(string text)
    {
        if (text.Any(letter => "áéíóúýÁÉÍÓÚÝö".Contains(letter, StringComparison.Ordinal)) || _known.Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase)))
            return false;
        var rest = _known.OrderByDescending(value => value.Length)
            .Aggregate(Calendar().Replace(text, ""), (left, value) => left.Replace(value, "", StringComparison.OrdinalIgnoreCase));
        return Letters().IsMatch(rest);
    }

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Text();

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\b((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b")]
    private static partial Regex Calendar();
}
