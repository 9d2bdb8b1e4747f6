using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting.Systemd;

namespace Superfone.Dashboard.Operations.Restarts;

/// <summary>Adds what a service manager needs to restart the application without refusing a request.</summary>
public static class RestartStage
{
    /// <summary>Adds the stage: sockets that a service manager has opened are listened on, whatever other addresses are configured.</summary>
    public static WebApplicationBuilder AddRestarts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        builder.Services.AddHostedService<ServiceNotifications>();
        if (InheritedSockets.Take() is not { Count: > 0 } descriptors)
            return builder;

        builder.Services.AddSingleton<ConnectionDrain>();
        builder.Services.AddSingleton<IConnectionListenerFactory, InheritedListenerFactory>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var descriptor in descriptors)
                kestrel.ListenHandle((ulong)descriptor);
        });
        return builder;
    }

    /// <summary>
    /// While the application stops, each reply ends its connection, so that the next request comes on a new one, which the next process accepts.
    /// Comes before everything else.
    /// </summary>
    public static void UseConnectionDrain(this WebApplication app)
    {
        if (app.Services.GetService<ConnectionDrain>() is null)
            return;
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            context.Features.Get<ConnectionDrain.UnservedConnection>()?.Served();
            if (stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
                context.Response.Headers.Connection = "close";
            return next(context);
        });
    }
}
