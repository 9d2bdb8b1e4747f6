using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>Reads all of <c>Superfone:*</c> before anything else is built.</summary>
public static class ConfigurationStage
{
    /// <summary>Adds one <see cref="IOptions{TOptions}"/> per stage.</summary>
    /// <exception cref="StartException">Some values are wrong; there is one sentence for each.</exception>
    public static WebApplicationBuilder AddConfiguration(this WebApplicationBuilder builder)
    {
        builder.AddQuietLogging();
        var reader = new ConfigurationReader(builder.Configuration);
        builder.Services.AddSingleton(Options.Create(DataOptions.Read(reader)));
        builder.Services.AddSingleton(Options.Create(WebhookOptions.Read(reader)));
        builder.Services.AddSingleton(Options.Create(SetupOptions.Read(reader)));
        builder.Services.AddSingleton(Options.Create(ApiOptions.Read(reader)));
        builder.Services.AddSingleton(Options.Create(DisplayOptions.Read(reader)));
        builder.Services.AddSingleton(Options.Create(RecordingOptions.Read(reader)));
        return reader.Errors.Count == 0 ? builder : throw new StartException(reader.Errors);
    }
}
