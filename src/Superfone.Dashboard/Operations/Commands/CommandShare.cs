using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>Runs a backup or a restore as a command: with its progress, and with one sentence if it fails.</summary>
internal static class CommandShare
{
    private const long Whole = 1000;

    /// <summary>Runs work that reports the share that is done: 0 to 1.</summary>
    /// <param name="console">Where it shows it.</param>
    /// <param name="title">What is done.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="CommandException">It failed.</exception>
    public static async Task<T> ShowAsync<T>(CommandConsole console, string title, Func<IProgress<double>, Task<T>> work)
    {
        try
        {
            return await CommandProgress.ShowAsync(console, title, progress => work(new Share(progress)));
        }
        catch (BackupException error)
        {
            throw new CommandException(error.Message);
        }
    }

    private sealed class Share(IProgress<(long Done, long Total)> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(((long)(value * Whole), Whole));
    }
}
