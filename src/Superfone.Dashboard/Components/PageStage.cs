using MudBlazor.Services;
using Superfone.Dashboard.Components.Shared;

namespace Superfone.Dashboard.Components;

/// <summary>Adds what pages are made of.</summary>
public static class PageStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<Display>();
        services.AddMudServices();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services;
    }
}
