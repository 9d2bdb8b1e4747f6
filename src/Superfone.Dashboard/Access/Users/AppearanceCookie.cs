namespace Superfone.Dashboard.Access.Users;

/// <summary>
/// The appearance that was chosen in a browser last, for pages that do not know who reads them, such as the one to sign in. <c>js/app.js</c>
/// writes it with every other page.
/// </summary>
internal static class AppearanceCookie
{
    private const string Name = "superfone-appearance";

    /// <summary>What was chosen; <see cref="Appearance.Device"/> if nothing was.</summary>
    public static Appearance Of(HttpRequest request) => AppearanceNames.Read(request.Cookies[Name]);
}
