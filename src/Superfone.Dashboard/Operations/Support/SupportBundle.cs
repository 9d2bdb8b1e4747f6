using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Status;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Operations.Support;

/// <summary>A zip file for whoever helps: what runs here, how it fares and what it said, without anything about people.</summary>
internal sealed class SupportBundle(
    StatusBoard status, HealthCheckService health, RecentLog recent, Redaction redaction, DataDirectory data, IConfiguration configuration,
    AuditLog audit, MetricsText metrics)
{
    private const int MostLogFiles = 5;
    private const int MostLogBytes = 2_000_000;

    private const string ReadMe =
        """
        A support bundle of Superfone Dashboard. It contains versions, the configuration without secrets, health, metrics, counts, the last
        warnings and the last log files. Telephone numbers, e-mail addresses and secrets are replaced by [hidden]; names, texts, bodies of
        deliveries and recordings are not in it. Nothing was sent anywhere: read it, and pass it on only if you agree.
        """;

    private static readonly string[] FeatureKeys = ["ClickToCall:ApiKey", "Mail:Host", "Heartbeat:Url", "Backup:Directory", "PublicUrl", "Telemetry:OtlpEndpoint"];

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes it for a user.</summary>
    public async Task WriteAsync(Stream target, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        await audit.WriteAsync(by, AuditAction.Export, "support bundle");
        await WriteAsync(target, cancellation);
    }

    /// <summary>Writes it for a command, which also works beside a running server; then there are no metrics, health or last warnings.</summary>
    internal async Task WriteAsync(Stream target, CancellationToken cancellation)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        await AddAsync("readme.txt", ReadMe);
        await AddAsync("about.json", Json(new
        {
            Version = ApplicationVersion.Full,
            ApplicationFacts.Runtime,
            ApplicationFacts.System,
            Processors = Environment.ProcessorCount,
            MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            ApplicationFacts.ReadModelVersion,
            Features = Features(),
        }));
        await AddAsync("configuration.txt", string.Join('\n', SafeSettings.LinesOf(configuration)));
        await AddAsync("status.json", await TryAsync(async () => Json(await status.ReadAsync(cancellation))));
        if (await metrics.ReadAsync() is { } text)
        {
            await AddAsync("metrics.txt", text);
            await AddAsync("health.json", Safe(await TryAsync(async () => Json(HealthOf(await health.CheckHealthAsync(cancellation))))));
            await AddAsync("warnings.json", Safe(Json(recent.Entries)));
        }

        foreach (var file in LogFilesOf(data.Path))
            await AddAsync($"logs/{file.Name}", Safe(await TryAsync(() => TailAsync(file, cancellation))));

        async Task AddAsync(string name, string content)
        {
            await using var entry = await zip.CreateEntry(name).OpenAsync(cancellation);
            await entry.WriteAsync(Encoding.UTF8.GetBytes(content), cancellation);
        }
    }

    // The home folder, in which the application may lie, bears somebody's name.
    private string Safe(string text) =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 1 } home ? redaction.Of(text).Replace(home, "~", StringComparison.Ordinal) : redaction.Of(text);

    private static string Json(object value) => JsonSerializer.Serialize(value, Indented);

    // What does not work is why somebody asks for the bundle.
    private async Task<string> TryAsync(Func<Task<string>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Safe($"{error.GetType().Name}: {error.Message}");
        }
    }

    private IReadOnlyList<string> Features() =>
        [.. FeatureKeys.Where(key => configuration.FindValue($"Superfone:{key}") is not null).Select(key => key.Split(':')[0])];

    private static Dictionary<string, object> HealthOf(HealthReport report) => report.Entries.ToDictionary(
        part => part.Key,
        object (part) => new { Status = $"{part.Value.Status}", part.Value.Description, Error = part.Value.Exception?.GetType().Name });

    private static IEnumerable<FileInfo> LogFilesOf(string folder) =>
        new DirectoryInfo(Path.Combine(folder, LogFiles.Folder)) is { Exists: true } logs
            ? logs.EnumerateFiles("*.log").OrderByDescending(file => file.Name, StringComparer.Ordinal).Take(MostLogFiles)
            : [];

    private static async Task<string> TailAsync(FileInfo file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MostLogBytes)
            stream.Seek(-MostLogBytes, SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }
}
