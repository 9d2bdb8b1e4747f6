using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The relative URL of a call's page.</summary>
public static class CallAddress
{
    /// <summary>The parameter of the words to find in the call.</summary>
    public const string FindName = "find";

    /// <summary>The parameter of the moment, in seconds from the beginning of the call.</summary>
    public const string MomentName = "t";

    /// <summary>The URL of a call.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="find">The words to find in its transcript.</param>
    /// <param name="second">The moment to begin at, in seconds.</param>
    public static string Of(long cdrId, string? find = null, int? second = null) => QueryAddress.Of(
        $"/calls/{cdrId}",
        [KeyValuePair.Create(MomentName, (object?)second), KeyValuePair.Create(FindName, string.IsNullOrWhiteSpace(find) ? null : (object?)find)]);
}
