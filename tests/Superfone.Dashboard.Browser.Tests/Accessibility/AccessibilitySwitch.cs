namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>Whether the tests of accessibility look at everything, which takes a quarter of an hour, or at a sample.</summary>
internal static class AccessibilitySwitch
{
    /// <summary>Whether <c>SUPERFONE_ACCESSIBILITY</c> is set.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("SUPERFONE_ACCESSIBILITY") is { Length: > 0 };
}
