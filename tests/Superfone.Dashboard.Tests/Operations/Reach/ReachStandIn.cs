using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Operations.Reach;

namespace Superfone.Dashboard.Tests.Operations.Reach;

/// <summary>What answers at the public URL: a server on a free port of this machine, with or without TLS.</summary>
internal sealed class ReachStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ReachStandIn(WebApplication app) => _app = app;

    /// <summary>Its port.</summary>
    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>The number of requests that it got.</summary>
    public int Requests { get; private set; }

    /// <summary>The questions of an installation of its own.</summary>
    public static ReachChallenges NewInstallation() => new(new EphemeralDataProtectionProvider(), () => "", TimeProvider.System);

    /// <summary>Starts one.</summary>
    /// <param name="certificate">Its certificate; none for plain HTTP.</param>
    /// <param name="challenges">Those of the process that it is; none for another one.</param>
    /// <param name="before">Answers before the process does.</param>
    public static async Task<ReachStandIn> StartAsync(X509Certificate2? certificate, ReachChallenges? challenges = null, Func<HttpContext, RequestDelegate, Task>? before = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(challenges ?? NewInstallation());
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (certificate is not null)
                listener.UseHttps(certificate);
        }));
        var app = builder.Build();
        var standIn = new ReachStandIn(app);
        app.Use((context, next) =>
        {
            standIn.Requests++;
            return before is null ? next(context) : before(context, next);
        });
        app.UseRouting();
        app.MapReach();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return standIn;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
