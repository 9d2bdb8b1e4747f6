using MudBlazor.Services;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Components.Install;
using Superfone.Dashboard.Components.Layout.Theming;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Components.Pages.Settings.Contents;
using Superfone.Dashboard.Components.Pages.Settings.People;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.ReadModels.Analytics;

namespace Superfone.Dashboard.Components;

/// <summary>Adds the services of pages.</summary>
public static class PageStage
{
    // With js/connection.js, which gives up a server that has said nothing for twice as long: a page whose server vanished without a word finds another one soon.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(4);

    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<CallLines>();
        services.AddSingleton<ScriptTexts>();
        services.AddSingleton<AnalyticsReader>();
        services.AddScoped<OwnAppearance>();
        services.AddScoped<LinkMaker>();
        services.AddScoped<PlayerState>();
        services.AddScoped<ISectionStates, ConfiguredStates>();
        services.AddScoped<ISectionStates, OutgoingStates>();
        services.AddScoped<ISectionStates, PeopleStates>();
        services.AddScoped<ISectionStates, ArrivalStates>();
        services.AddMudServices();
        services.AddPageCompression();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.KeepAliveInterval = KeepAlive);
        return services;
    }

    /// <summary>Maps what browsers need to install the dashboard like an app; after the assets.</summary>
    public static void MapInstallation(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAppManifest();
        endpoints.MapServiceWorker();
    }

    /// <summary>Maps all pages; each requires a signed-in user unless it declares otherwise.</summary>
    public static IEndpointConventionBuilder MapPages(this IEndpointRouteBuilder endpoints) => endpoints
        .MapRazorComponents<App>()
        .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'")
        .RequirePermission(Permission.Read);
}
