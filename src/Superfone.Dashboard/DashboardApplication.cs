using Microsoft.Extensions.DependencyInjection.Extensions;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Requests;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Api;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Components;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Demo;
using Superfone.Dashboard.Destinations;
using Superfone.Dashboard.Exports;
using Superfone.Dashboard.Ingest;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications;
using Superfone.Dashboard.Notifications.Digests;
using Superfone.Dashboard.Operations;
using Superfone.Dashboard.Operations.Restarts;
using Superfone.Dashboard.Privacy;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.ReadModels;
using Superfone.Dashboard.Recordings;
using Superfone.Dashboard.Samples;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard;

/// <summary>The complete application, built but not started, as <c>Program</c> and in-process tests run it.</summary>
public static class DashboardApplication
{
    /// <summary>Where it listens if nothing else is said.</summary>
    internal const string DefaultUrl = "http://localhost:5080";

    // Open pages and hub clients may reconnect meanwhile; a container is killed after ten seconds.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    /// <summary>Builds the application.</summary>
    /// <param name="args">Command-line arguments; they override environment and files.</param>
    /// <param name="configure">Changes settings and services before they are used; a test's clock, for example.</param>
    /// <exception cref="StartException">Some configured values are wrong.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        SqliteLibrary.Configure();
        var demo = DemoMode.Take(ref args);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The databases may be in the content root, and each commit would wake the file watcher of the settings.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            ApplicationName = typeof(DashboardApplication).Assembly.GetName().Name,
            // Styles and scripts are beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddSettingsOfCurrentDirectory();

        // Outside Development, assets of a project run from source are found only with this call.
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);
        configure?.Invoke(builder);

        builder.AddDemo(demo).AddConfiguration().AddRestarts();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.Services
            .AddStorage(builder.Configuration)
            .AddIngest()
            .AddProjection()
            .AddRecordings()
            .AddDecisions()
            .AddSamples()
            .AddQueries()
            .AddTexts()
            .AddLive()
            .AddNotifications()
            .AddDestinations()
            .AddCalling()
            .AddApi()
            .AddAccess()
            .AddOperations(builder.Configuration)
            .AddPrivacy()
            .AddExports()
            .AddPages();

        var app = builder.Build();
        try
        {
            Configure(app);
            return app;
        }
        catch
        {
            // Otherwise the threads and listeners of what was built already would stay.
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    private static void Configure(WebApplication app)
    {
        app.ValidateConfiguration();
        app.Lifetime.ApplicationStarted.Register(() => Welcome.Print(app.Services));
        app.UseConnectionDrain();
        app.UseForwardedHeaders();
        app.UseRouting(); // The webhook is answered here: nothing below touches a delivery.
        app.UseSecurityHeaders();
        app.UseRequestGuards();
        app.UseTexts();
        app.UsePageCompression();
        app.UseErrorReplies();
        app.UseAuthentication();
        app.UsePersonalTexts();
        app.UseAuthorization();
        app.UseRequestLimits();
        app.UseCookieGuard();
        app.UseConnectionTracking();
        app.UseAntiforgery();

        app.MapWebAssets();
        app.MapInstallation();
        app.MapProtectedControllers();
        app.MapSignOut();
        app.MapUnsubscribe();
        app.MapPasskeys();
        app.MapApi();
        app.MapLive();
        app.MapOperations();
        app.MapExports();
        app.MapDemo();
        app.MapPages();
    }
}
