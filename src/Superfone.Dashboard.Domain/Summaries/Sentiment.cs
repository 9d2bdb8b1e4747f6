namespace Superfone.Dashboard.Domain.Summaries;

/// <summary>How a customer felt in a call.</summary>
public enum Sentiment
{
    /// <summary>Pleased.</summary>
    Positive,

    /// <summary>Neither.</summary>
    Neutral,

    /// <summary>Pleased with some things and not with others.</summary>
    Mixed,

    /// <summary>Displeased.</summary>
    Negative,
}

/// <summary>Recognises sentiments among insights: <c>Customer sentiment: Very positive</c>.</summary>
public static class Sentiments
{
    // The negative words first: "dissatisfied" contains "satisfied".
    private static readonly (Sentiment Sentiment, string[] Words)[] Known =
    [
        (Sentiment.Mixed, ["mixed", "मिश्रित"]),
        (Sentiment.Negative, ["negative", "dissatisf", "unsatisf", "unhappy", "angry", "frustrat", "notpositive", "नकारात्मक"]),
        (Sentiment.Positive, ["positive", "satisf", "happy", "सकारात्मक"]),
        (Sentiment.Neutral, ["neutral", "तटस्थ"]),
    ];

    /// <summary>All of them, the best first.</summary>
    public static IReadOnlyList<Sentiment> All { get; } = Enum.GetValues<Sentiment>();

    /// <summary>Whether a title belongs to a sentiment.</summary>
    /// <param name="titleKey">The result of <see cref="InsightTitle.KeyOf"/>.</param>
    public static bool IsTitle(string titleKey) => titleKey.Contains("sentiment", StringComparison.Ordinal);

    /// <summary>The sentiment that a value names; <see langword="null"/> if it names none.</summary>
    /// <param name="valueKey">The value's letters in lower case.</param>
    public static Sentiment? Of(string valueKey) =>
        Known.Where(known => known.Words.Any(word => valueKey.Contains(InsightTitle.LettersOf(word), StringComparison.Ordinal)))
            .Select(known => (Sentiment?)known.Sentiment).FirstOrDefault();

    /// <summary>The key of a sentiment as a value.</summary>
    public static string KeyOf(Sentiment sentiment) => sentiment switch
    {
        Sentiment.Positive => "positive",
        Sentiment.Neutral => "neutral",
        Sentiment.Mixed => "mixed",
        Sentiment.Negative => "negative",
    };
}
