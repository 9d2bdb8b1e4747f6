namespace Superfone.Dashboard.Access;

/// <summary>The page to open after sign-in, taken from the address of the sign-in page.</summary>
internal static class ReturnAddress
{
    private const string Home = "/";
    private const int Longest = 2000;

    // Any host will do: it only completes the address, and an address that leaves it is not one of our pages.
    private static readonly Uri Host = new("http://localhost/");

    /// <summary>The escaped path and query to redirect to; the home page unless the text names a page of this application.</summary>
    /// <param name="returnUrl">The value in the address; may be any text.</param>
    public static string Of(string? returnUrl)
    {
        // "//" and "/\" start an address on another host, and "/.//" turns into one.
        if (returnUrl is not { Length: <= Longest } || !IsOurs(returnUrl) || returnUrl.Any(char.IsControl)
            || !Uri.TryCreate(Host, returnUrl, out var uri) || uri.Host != Host.Host)
            return Home;
        var address = uri.PathAndQuery + uri.Fragment;
        return IsOurs(address) ? address : Home;
    }

    private static bool IsOurs(string address) => address is ['/', ..] and not ['/', '/' or '\\', ..];
}
