using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Storage;

/// <summary>The folder that holds all data, and the lock that keeps a second instance out of it.</summary>
public sealed class DataDirectory(IOptions<DataOptions> options) : IDisposable
{
    /// <summary>The name of the file whose lock an instance holds.</summary>
    public const string LockName = "superfone.lock";

    private const string Key = "Superfone:Data:Directory";
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // The folder may be one that has other files too.
    private static readonly string[] Own = ["superfone.*", "views*.db*", "keys", "recordings*", "logs"];

    private FileStream? _lock;

    /// <summary>The full path of the folder.</summary>
    public string Path { get; } = options.Value.Directory;

    /// <summary>Creates the folder if it is missing and takes its lock, until this object is disposed.</summary>
    /// <exception cref="StartException">The folder cannot be created or written, or another instance uses it.</exception>
    public void Open()
    {
        if (!TryOpen())
            throw new StartException($"Another instance already uses the data in '{Path}' ({Key}); stop it first.");
    }

    /// <summary>Does the same unless another instance uses the folder.</summary>
    /// <returns>Whether the lock was taken.</returns>
    /// <exception cref="StartException">The folder cannot be created or written.</exception>
    public bool TryOpen()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                PrivateFiles.CreateFolder(Path);
                _lock = new FileStream(System.IO.Path.Combine(Path, LockName), PrivateFiles.NewFile(FileMode.OpenOrCreate));
                return true;
            }
            catch (IOException error) when (IsHeldByAnother(error))
            {
                // The command 'check' looks for a moment whether anybody has the lock.
                if (attempt == Attempts)
                    return false;
                Thread.Sleep(Pause);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
            {
                throw new StartException($"The data directory '{Path}' ({Key}) cannot be created or written: {error.Message}", error);
            }
        }
    }

    /// <summary>Takes the folder away from other users.</summary>
    /// <exception cref="IOException">The system does not permit it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another user.</exception>
    public void Restrict() => PrivateFiles.Restrict(Path, Own);

    /// <summary>Closes pooled connections, so that database files can be deleted.</summary>
    public static void CloseIdleConnections() => SqliteConnection.ClearAllPools();

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    /// <summary>Whether the operating system refused a file because another process has locked it.</summary>
    internal static bool IsHeldByAnother(IOException error) => error.HResult ==
        (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? unchecked((int)0x80070020) : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? 35 : 11);
}
