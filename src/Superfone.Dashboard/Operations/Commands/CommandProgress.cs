using System.Globalization;
using Spectre.Console;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>
/// Shows the progress of a command on standard error: as a bar on a terminal, otherwise as a line now and then. Standard output carries
/// results only.
/// </summary>
internal static class CommandProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Runs work and shows its progress.</summary>
    /// <param name="console">Where it shows it.</param>
    /// <param name="title">What is done, such as <c>recordings</c>.</param>
    /// <param name="work">The work. It reports how much is done, and how much there is; 0 if that is not known.</param>
    public static Task<T> ShowAsync<T>(CommandConsole console, string title, Func<IProgress<(long Done, long Total)>, Task<T>> work)
    {
        if (!console.IsTerminal)
            return Task.Run(() => work(new Lines(console.Error, title)));
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return terminal.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title));
                bar.IsIndeterminate = true;
                return Task.Run(() => work(new Bar(bar)));
            });
    }

    private sealed class Bar(ProgressTask task) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value)
        {
            task.IsIndeterminate = value.Total == 0;
            (task.MaxValue, task.Value) = (Math.Max(1, value.Total), value.Done);
        }
    }

    private sealed class Lines(TextWriter error, string title) : IProgress<(long Done, long Total)>
    {
        private long _last = TimeProvider.System.GetTimestamp();

        public void Report((long Done, long Total) value)
        {
            if (TimeProvider.System.GetElapsedTime(_last) < Interval)
                return;
            _last = TimeProvider.System.GetTimestamp();
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {value.Done:N0} of {value.Total:N0}"));
        }
    }
}
