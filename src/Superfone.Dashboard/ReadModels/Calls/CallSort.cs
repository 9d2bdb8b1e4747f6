namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The order calls are listed.</summary>
public enum CallSort
{
    /// <summary>By start, the newest first.</summary>
    Newest,

    /// <summary>By start, the oldest first.</summary>
    Oldest,

    /// <summary>By talk time, the longest first; see <see cref="CallQueries.MostByLength"/>.</summary>
    LongestTalk,

    /// <summary>By time of ringing, the longest first; see <see cref="CallQueries.MostByLength"/>.</summary>
    LongestRinging,
}
