namespace Superfone.Dashboard.Browser.Tests;

/// <summary>The pages of the application, for tests that visit all of them; those of an item show one of <see cref="People"/>.</summary>
internal static class PagePaths
{
    public static IReadOnlyList<string> All { get; } =
    [
        "/", "/?show=events", "/calls", "/calls?q=nobody-has-this-name", "/calls/5", "/contacts", $"/contacts/{People.Asha}", "/tasks", "/follow-ups",
        "/insights", "/insights?show=transcripts", "/summaries", "/analytics", "/agents", "/digest", "/deliveries", "/deliveries/1", "/deliveries/import",
        "/completeness", "/listen", "/settings", "/settings/business", "/settings/hours", "/settings/calling", "/settings/messages", "/settings/privacy", "/settings/access", "/settings/tokens", "/settings/users",
        "/settings/audit", "/settings/backups", "/settings/status", "/settings/recordings", "/settings/push", "/settings/about", "/settings/mail", "/destinations", "/account", "/staff", "/connect", "/welcome", "/welcome?step=reach", "/welcome?step=invite", "/wall", "/no-such-page",
    ];
}
