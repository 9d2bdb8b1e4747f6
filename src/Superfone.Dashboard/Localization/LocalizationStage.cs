using System.Globalization;

namespace Superfone.Dashboard.Localization;

/// <summary>Adds the texts and formats of pages and exports.</summary>
public static class LocalizationStage
{
    /// <summary>English texts, and Indian numbers and dates.</summary>
    internal static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-IN");

    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services) => services
        .AddLocalization()
        .AddSingleton<Display>()
        .AddSingleton<ChangeText>()
        .AddSingleton<EventText>()
        .AddSingleton<AnalyticsTables>();

    /// <summary>Handles requests, and the circuits of their pages, in the culture of the business.</summary>
    public static IApplicationBuilder UseTexts(this IApplicationBuilder app) => app.UseRequestLocalization(options =>
    {
        options.DefaultRequestCulture = new(Culture);
        options.SupportedCultures = options.SupportedUICultures = [Culture];
        options.RequestCultureProviders.Clear();
    });
}
