using Microsoft.Extensions.Configuration.Memory;

namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>The default log levels.</summary>
internal static class QuietLogging
{
    // The host and the server log the exception that stops a start, which is already reported once, in a sentence.
    private static readonly string[] Repeaters = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Sets the defaults, which any configured level overrides. A line per request would cost more than the request.</summary>
    public static void AddQuietLogging(this WebApplicationBuilder builder)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
                // Would warn that keys are not encrypted at rest: they are stored beside the data that they protect.
                ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
                // Would log every quick retry; a failed download is logged once, by its caller.
                ["Logging:LogLevel:Polly"] = "Error",
                // Would log each request with an invalid cookie or token, and each failed health check.
                ["Logging:LogLevel:Microsoft.AspNetCore.Antiforgery"] = "Critical",
                ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "Critical",
                ["Logging:LogLevel:Superfone.Dashboard.Access.ApiTokenHandler"] = "Warning",
            },
        });

        var started = new Started();
        builder.Services.AddHostedService(_ => started);
        foreach (var category in Repeaters)
            builder.Logging.AddFilter(category, level => started.IsDone && level >= LogLevel.Warning);
    }

    private sealed class Started : LifecycleService
    {
        public bool IsDone { get; private set; }

        public override Task StartedAsync(CancellationToken cancellationToken)
        {
            IsDone = true;
            return Task.CompletedTask;
        }
    }
}
