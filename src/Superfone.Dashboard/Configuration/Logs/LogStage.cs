using Microsoft.Extensions.Logging.Console;
using Serilog;
using Serilog.Extensions.Logging;

namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>Writes the log to standard output and to files, redacted. Levels are those of <c>Logging</c>, as everywhere.</summary>
internal static class LogStage
{
    private const int MostWaiting = 10_000;
    private const string ConsoleSection = "Logging:Console";

    /// <summary>Adds it in place of the framework's console, which would not redact.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var consoles = builder.Services.Where(service => service.ServiceType == typeof(ILoggerProvider) && service.ImplementationType == typeof(ConsoleLoggerProvider)).ToList();
        foreach (var console in consoles)
            builder.Services.Remove(console);
        builder.Services.AddSingleton<Redaction>();
        builder.Services.AddSingleton<RecentLog>();
        builder.Services.AddSingleton<LogFiles>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => new SerilogLoggerProvider(Create(provider, builder.Configuration, consoles.Count > 0), dispose: true));
    }

    // Nobody waits for a slow terminal or disk; entries are dropped instead when too many wait.
    private static Serilog.Core.Logger Create(IServiceProvider provider, ConfigurationManager configuration, bool hasConsole)
    {
        var redaction = provider.GetRequiredService<Redaction>();
        return new LoggerConfiguration().MinimumLevel.Verbose()
            .Enrich.With(new RedactingEnricher(redaction))
            .WriteTo.Sink(provider.GetRequiredService<RecentLog>())
            .WriteTo.Async(
                sinks =>
                {
                    sinks.Sink(provider.GetRequiredService<LogFiles>());
                    if (hasConsole)
                        sinks.Console(FormatterOf(redaction, configuration.GetSection(ConsoleSection)));
                },
                MostWaiting)
            .CreateLogger();
    }

    private static EntryFormatter FormatterOf(Redaction redaction, IConfiguration console)
    {
        var style = console["FormatterName"]?.ToLowerInvariant() switch
        {
            "json" => EntryStyle.Json,
            "systemd" => EntryStyle.Systemd,
            _ => EntryStyle.Plain,
        };
        var options = console.GetSection("FormatterOptions");
        return new EntryFormatter(redaction, style, options["TimestampFormat"], bool.TryParse(options["UseUtcTimestamp"], out var isUtc) && isUtc);
    }
}
