using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>The languages, widths and themes in which axe looks at pages: one of each by default, all by the switch.</summary>
internal static class AxeViews
{
    private const string Hindi = "hi";

    private static readonly int[] Widths = AccessibilitySwitch.IsOn ? [320, 390, 1440, 2560] : [390];

    private static readonly ColorScheme[] Schemes = AccessibilitySwitch.IsOn ? [ColorScheme.Light, ColorScheme.Dark] : [ColorScheme.Dark];

    /// <summary>The tags of the languages.</summary>
    public static IReadOnlyList<string> Languages { get; } = AccessibilitySwitch.IsOn ? ["en", Hindi] : [Hindi];

    /// <summary>Has the pages of the owner speak a language.</summary>
    public static async Task SpeakAsync(RunningDashboard dashboard, string language)
    {
        var owner = await dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail);
        await dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync(language, Actor.NotSignedIn("", userId: owner));
    }

    /// <summary>Looks at what a window shows in each width and theme.</summary>
    /// <param name="window">The window.</param>
    /// <param name="name">What it shows, with its language.</param>
    /// <param name="faults">Receives what is found.</param>
    public static async Task LookAsync(BrowserPage window, string name, ICollection<string> faults)
    {
        foreach (var width in Widths)
        {
            await window.Page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in Schemes)
            {
                await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                if (await Record.ExceptionAsync(window.AssertAccessibleAsync) is { } found)
                    faults.Add($"{name} at {width}, {scheme}: {found.Message}");
            }

            if (await Record.ExceptionAsync(window.AssertFitsAsync) is { } wide)
                faults.Add($"{name} at {width}: {wide.Message}");
        }
    }
}
