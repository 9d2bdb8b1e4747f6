using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Localization.Analytics;
using Superfone.Dashboard.Localization.Cultures;

namespace Superfone.Dashboard.Localization;

/// <summary>Adds the texts and formats of pages and exports.</summary>
public static class LocalizationStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services) => services
        .AddLocalization()
        .AddScoped<AccountErrors, TranslatedAccountErrors>()
        .AddScoped<IdentityErrorDescriber>(services => services.GetRequiredService<AccountErrors>())
        .AddSingleton<Languages>()
        .AddSingleton<IValidateOptions<BusinessOptions>, LanguageValidator>()
        .AddSingleton<Display>()
        .AddSingleton<ChangeText>()
        .AddSingleton<EventText>()
        .AddSingleton<AnalyticsTables>();

    /// <summary>Handles requests, and the circuits of their pages, in the language of the browser, until it is known who asks.</summary>
    public static IApplicationBuilder UseTexts(this IApplicationBuilder app)
    {
        var languages = app.ApplicationServices.GetRequiredService<Languages>();
        return app.Use(async (context, next) =>
        {
            (OfBrowser(languages, context.Request) ?? languages.Default).Culture.MakeCurrent();
            await next(context);
        });
    }

    /// <summary>Handles requests in the language of who asks: people in theirs; programs, which read by names, always in English.</summary>
    public static IApplicationBuilder UsePersonalTexts(this IApplicationBuilder app)
    {
        var (languages, people) = (app.ApplicationServices.GetRequiredService<Languages>(), app.ApplicationServices.GetRequiredService<UserLanguages>());
        return app.Use(async (context, next) =>
        {
            if (context.User.Identity?.IsAuthenticated == true)
            {
                if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } user)
                    languages.OfPrograms.Culture.MakeCurrent();
                else if (await people.FindAsync(user, context.RequestAborted) is { } tag)
                    languages.CultureOf(tag).MakeCurrent();
            }

            await next(context);
        });
    }

    /// <summary>Lets the current work and what it awaits speak a language.</summary>
    public static void MakeCurrent(this CultureInfo culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;

    private static Language? OfBrowser(Languages languages, HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(accepted => accepted.Quality is not 0).OrderByDescending(accepted => accepted, StringWithQualityHeaderValueComparer.QualityComparer)
        .Select(accepted => languages.Find(accepted.Value.Value)).FirstOrDefault(language => language is not null);
}
