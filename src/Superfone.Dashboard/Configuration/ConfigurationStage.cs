using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Configuration.Mail;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Configuration.Privacy;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Configuration;

/// <summary>Reads and validates all of <c>Superfone:*</c>.</summary>
public static class ConfigurationStage
{
    /// <summary>Adds one <see cref="IOptions{TOptions}"/> per stage, each validated at the start.</summary>
    public static WebApplicationBuilder AddConfiguration(this WebApplicationBuilder builder)
    {
        builder.AddQuietLogging();
        builder.AddLogs();
        TelemetryOptions.Standardise(builder.Configuration);
        builder.Services
            .AddSection<DataOptions>(DataOptions.Section, DataOptions.Read)
            .AddSection<StorageOptions, StorageOptionsValidator>(StorageOptions.Section, StorageOptions.Read)
            .AddSection<AddressOptions, AddressOptionsValidator>(AddressOptions.Section, AddressOptions.Read)
            .AddSection<PushOptions, PushOptionsValidator>(PushOptions.Section, PushOptions.Read)
            .AddSection<DestinationOptions>(DestinationOptions.Section, DestinationOptions.Read)
            .AddSection<ClickToCallOptions, ClickToCallOptionsValidator>(ClickToCallOptions.Section, ClickToCallOptions.Read)
            .AddSection<LimitOptions, LimitOptionsValidator>(LimitOptions.Section, LimitOptions.Read)
            .AddSection<WebhookOptions, WebhookOptionsValidator>(WebhookOptions.Section, WebhookOptions.Read)
            .AddSection<SetupOptions, SetupOptionsValidator>(SetupOptions.Section, SetupOptions.Read)
            .AddSection<ApiOptions, ApiOptionsValidator>(ApiOptions.Section, ApiOptions.Read)
            .AddSection<BusinessOptions, BusinessOptionsValidator>(BusinessOptions.Section, BusinessOptions.Read)
            .AddSection<DisplayOptions, DisplayOptionsValidator>(DisplayOptions.Section, DisplayOptions.Read)
            .AddSection<RecordingOptions, RecordingOptionsValidator>(RecordingOptions.Section, RecordingOptions.Read)
            .AddSection<S3Options, S3OptionsValidator>(S3Options.Section, S3Options.Read)
            .AddSection<AccessOptions, AccessOptionsValidator>(AccessOptions.Section, AccessOptions.Read)
            .AddSection<PrivacyOptions, PrivacyOptionsValidator>(PrivacyOptions.Section, PrivacyOptions.Read)
            .AddSection<BackupOptions, BackupOptionsValidator>(BackupOptions.Section, BackupOptions.Read)
            .AddSection<HoursOptions, HoursOptionsValidator>(HoursOptions.Section, HoursOptions.Read)
            .AddSection<MailOptions, MailOptionsValidator>(MailOptions.Section, MailOptions.Read)
            .AddSection<LogOptions, LogOptionsValidator>(LogOptions.Section, LogOptions.Read)
            .AddSection<TelemetryOptions, TelemetryOptionsValidator>(TelemetryOptions.Section, TelemetryOptions.Read)
            .AddSection<DigestOptions>(DigestOptions.Section, DigestOptions.Read)
            .AddSection<HeartbeatOptions, HeartbeatOptionsValidator>(HeartbeatOptions.Section, HeartbeatOptions.Read);

        var stored = new StoredSettings();
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, stored);
        builder.Services.AddSingleton(stored);
        builder.Services.AddSingleton<BusinessName>();
        return builder;
    }

    /// <summary>Validates all options now, before anything else uses them.</summary>
    /// <exception cref="StartException">Some values are wrong; there is one sentence for each.</exception>
    public static void ValidateConfiguration(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException error)
        {
            throw new StartException([.. error.Failures]);
        }
        catch (AggregateException error)
        {
            throw new StartException([.. error.InnerExceptions.Cast<OptionsValidationException>().SelectMany(section => section.Failures)]);
        }
    }

    private static IServiceCollection AddSection<TOptions, TValidator>(
        this IServiceCollection services, string section, Func<SectionReader, TOptions> read)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions> =>
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>().AddSection(section, read);

    private static IServiceCollection AddSection<TOptions>(this IServiceCollection services, string section, Func<SectionReader, TOptions> read)
        where TOptions : class
    {
        services.AddSingleton<IOptionsFactory<TOptions>>(provider => Factory(provider, provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(provider =>
            new ConfigurationChangeTokenSource<TOptions>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        services.AddSingleton(provider => new SectionCheck(section, configuration => Factory(provider, configuration).Create(Options.DefaultName)));
        return services.AddOptions<TOptions>().ValidateOnStart().Services;

        SectionOptionsFactory<TOptions> Factory(IServiceProvider provider, IConfiguration configuration) =>
            new(configuration, section, read, provider.GetServices<IValidateOptions<TOptions>>());
    }
}
