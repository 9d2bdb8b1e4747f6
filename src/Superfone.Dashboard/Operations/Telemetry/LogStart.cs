using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Operations.Telemetry;

/// <summary>Opens the log files once the data folder belongs to this instance.</summary>
internal sealed class LogStart(LogFiles files, DataDirectory data, IOptions<LogOptions> options) : LifecycleService
{
    /// <inheritdoc/>
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (options.Value.ToFiles)
            {
                PrivateFiles.CreateFolder(Path.Combine(data.Path, LogFiles.Folder));
                files.Open(data.Path, options.Value);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Deliveries matter more than what is said about them.
        }

        return Task.CompletedTask;
    }
}
