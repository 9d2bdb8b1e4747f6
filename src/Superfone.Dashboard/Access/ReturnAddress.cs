namespace Superfone.Dashboard.Access;

/// <summary>Where to go after signing in: a page of ours that stands in the address of the sign-in page.</summary>
internal static class ReturnAddress
{
    private const string Home = "/";
    private const int Longest = 2000;

    // Any host: it only completes the address, and whatever leaves it is no page of ours.
    private static readonly Uri Host = new("http://localhost/");

    /// <summary>The path and query to go to, escaped; the home page where a text names no page of ours.</summary>
    /// <param name="returnUrl">What stands in the address; any text.</param>
    public static string Of(string? returnUrl)
    {
        // "//" and "/\" begin the address of another host, and "/.//" becomes one.
        if (returnUrl is not { Length: <= Longest } || !IsOurs(returnUrl) || returnUrl.Any(char.IsControl)
            || !Uri.TryCreate(Host, returnUrl, out var uri) || uri.Host != Host.Host)
            return Home;
        var address = uri.PathAndQuery + uri.Fragment;
        return IsOurs(address) ? address : Home;
    }

    private static bool IsOurs(string address) => address is ['/', ..] and not ['/', '/' or '\\', ..];
}
