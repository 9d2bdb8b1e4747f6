using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Storage.Checks;
using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Operations.Checks;

/// <summary>The configuration as far as it can be read, for checking the data even if some of it is wrong.</summary>
internal sealed class DataConfiguration
{
    private IConfiguration? _configuration;

    /// <summary>The full path of the data directory; <see langword="null"/> if the configuration does not say it.</summary>
    public string? Folder => _configuration is { } all && DataOptions.Read(new SectionReader(all, DataOptions.Section)) is { Directory.Length: > 0 } data ? data.Directory : null;

    /// <summary>The time zone and region; wrong values are replaced by others.</summary>
    /// <param name="stored">The settings made on pages, over which the configuration wins.</param>
    public DisplayOptions DisplayWith(IReadOnlyDictionary<string, string?> stored)
    {
        var all = new ConfigurationBuilder().AddInMemoryCollection(stored).AddConfiguration(_configuration!).Build();
        return DisplayOptions.Read(new SectionReader(all, DisplayOptions.Section));
    }

    /// <summary>Whether the primary database is in the data directory.</summary>
    public bool IsSqlite => StorageOptions.Read(new SectionReader(_configuration!, StorageOptions.Section)).Provider == StorageProvider.Sqlite;

    /// <summary>The S3 store of recordings, if there is one.</summary>
    public ObjectStore OpenStore()
    {
        var recordings = RecordingOptions.Read(new SectionReader(_configuration!, RecordingOptions.Section));
        return new ObjectStore(S3Options.Read(new SectionReader(_configuration!, S3Options.Section)), () => recordings.StallTimeout);
    }

    /// <summary>Builds the application to find everything that is wrong.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public async Task<CheckResult> CheckAsync(Func<Action<WebApplicationBuilder>, WebApplication> build)
    {
        try
        {
            await using var app = build(builder => _configuration = builder.Configuration);
            return CheckResult.Ok();
        }
        catch (Exception error) when (StartError.Find(error) is { } sentences)
        {
            return CheckResult.Bad(sentences);
        }
    }
}
