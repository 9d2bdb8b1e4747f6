using Superfone.Dashboard.Domain.Summaries;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>The number of calls with each sentiment over a period.</summary>
/// <param name="TitleKey">The title that it is read from.</param>
/// <param name="Unit">The length of a step.</param>
/// <param name="Steps">The period in steps, oldest first.</param>
public sealed record SentimentTrend(string TitleKey, TrendUnit Unit, IReadOnlyList<SentimentStep> Steps)
{
    /// <summary>The number of calls with a sentiment.</summary>
    public int Calls => Steps.Sum(step => step.Calls);

    /// <summary>The number of calls with one sentiment.</summary>
    public int Of(Sentiment sentiment) => Steps.Sum(step => step.Of(sentiment));
}

/// <summary>One step of it.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="BySentiment">The number of calls with each sentiment; those without calls may be left out.</param>
public sealed record SentimentStep(DateOnly First, DateOnly Last, IReadOnlyDictionary<Sentiment, int> BySentiment)
{
    /// <summary>The number of calls with a sentiment.</summary>
    public int Calls => BySentiment.Values.Sum();

    /// <summary>The number of calls with one sentiment.</summary>
    public int Of(Sentiment sentiment) => BySentiment.GetValueOrDefault(sentiment);
}
