using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>The texts of pages and exports.</summary>
internal static class EnglishText
{
    /// <summary>The texts, as the application reads them.</summary>
    public static IStringLocalizer<Strings> Text { get; } =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Strings>>();
}
