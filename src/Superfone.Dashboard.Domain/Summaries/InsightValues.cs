namespace Superfone.Dashboard.Domain.Summaries;

/// <summary>Values of insights, which are ranked by how many calls have them: <c>Price</c> and <c>price.</c> are the same one.</summary>
public static class InsightValues
{
    // Longer ones are sentences, which no two calls share.
    private const int Longest = 100;

    // A number of somebody is nothing that calls have in common, and would be shown to those who may not see it.
    private const int MostDigits = 6;

    /// <summary>The key by which the values of a title are grouped: their letters and digits in lower case; of sentiments, see <see cref="Sentiments"/>.</summary>
    /// <param name="titleKey">The title, see <see cref="InsightTitle.KeyOf"/>.</param>
    /// <param name="value">The value, or its key.</param>
    /// <returns><see langword="null"/> for a value that is not ranked: a whole sentence, one with somebody's number, <c>None</c>.</returns>
    public static string? KeyOf(string titleKey, string? value)
    {
        if (value is null || value.Length > Longest || value.Count(char.IsDigit) > MostDigits || !InsightTitle.SaysSomething(value))
            return null;
        var key = InsightTitle.LettersOf(value);
        return Sentiments.IsTitle(titleKey) && Sentiments.Of(key) is { } sentiment ? Sentiments.KeyOf(sentiment) : key;
    }
}
