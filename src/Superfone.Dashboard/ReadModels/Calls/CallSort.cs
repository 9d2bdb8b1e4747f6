namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The orders in which calls are listed.</summary>
public enum CallSort
{
    /// <summary>By start, the newest first.</summary>
    Newest,

    /// <summary>By start, the oldest first.</summary>
    Oldest,

    /// <summary>By talk time, the longest first; see <see cref="CallQueries.MostByLength"/>.</summary>
    LongestTalk,

    /// <summary>By ringing time, the longest first; see <see cref="CallQueries.MostByLength"/>.</summary>
    LongestRinging,
}
