using MudBlazor.Services;
using Superfone.Dashboard.Components;

namespace Superfone.Dashboard;

/// <summary>The whole application, built but not started: what <c>Program</c> runs and what tests run in process.</summary>
public static class DashboardApplication
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Builds the application.</summary>
    /// <param name="args">Command-line arguments; they win over environment and files.</param>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(DashboardApplication).Assembly.GetName().Name,
        });

        // Outside Development, assets of a project run from source are found only when asked for.
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);

        builder.Services.AddMudServices();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
