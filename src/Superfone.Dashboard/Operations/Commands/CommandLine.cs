using System.CommandLine;
using System.CommandLine.Invocation;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>
/// The commands of the program. Without one it serves; keys such as <c>--Superfone:Data:Directory</c> and ASP.NET's own, such as
/// <c>--urls</c>, go to the configuration in either case.
/// </summary>
public static class CommandLine
{
    // After Ctrl+C a command ends what must not be left half done.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private static readonly string[] Printing = ["--version", "--help", "-h", "-?", "/?", "/h"];

    /// <summary>Runs the command of a command line.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="build">
    /// Builds the application, which is not started, for a command line without its command; a command may change it before it is built.
    /// </param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <returns>The exit code: 0, or 1 after one sentence on standard error; <see langword="null"/> if there is no command.</returns>
    public static async Task<int?> RunAsync(string[] args, Func<string[], Action<WebApplicationBuilder>?, WebApplication> build, TextWriter output, TextWriter error)
    {
        var (command, configuration) = Split(args);
        if (command.Length == 0)
            return null;

        var root = new RootCommand(
            """
            Receives, keeps and shows what Superfone posts. Without a command it serves, on http://localhost:5080 unless --urls says otherwise.
            Every key of appsettings.Example.json can be given as well, such as --Superfone:Data:Directory=data; --demo shows a made-up business.
            """)
        {
            BackupCommand.Create(Build),
            CheckCommand.Create(BuildWith),
            HealthCommand.Create(configuration),
            ImportCommand.Create(Build),
            MoveCommand.Create(Build),
            RebuildCommand.Create(Build),
            RestoreCommand.Create(Build),
            SupportBundleCommand.Create(Build),
            UserCommand.Create(Build),
        };
        var parsed = root.Parse(command);
        if (parsed.Action is ParseErrorAction)
        {
            // The error is one sentence, which the complete help text would hide.
            await error.WriteLineAsync(parsed.Errors.Count > 0 ? parsed.Errors[0].Message : "The command is not complete; --help lists what there is.");
            return 1;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = LongestStop });
        }
        catch (Exception failure) when (failure is CommandException or LogReadException or IOException or InvalidDataException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await error.WriteLineAsync(OneLine.Of(failure.Message));
            return 1;
        }
        catch (Exception failure) when (StartError.Find(failure) is { } sentences)
        {
            foreach (var sentence in sentences)
                await error.WriteLineAsync(sentence);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped before it was done.");
            return 1;
        }

        WebApplication Build() => BuildWith(null);
        WebApplication BuildWith(Action<WebApplicationBuilder>? configure) => build([.. configuration, "--Logging:LogLevel:Default=None"], configure);
    }

    // Options of commands are none of the configuration's: those have a section, or are known to ASP.NET.
    private static (string[] Command, string[] Configuration) Split(string[] args)
    {
        List<string> command = [];
        List<string> configuration = [];
        for (var i = 0; i < args.Length; i++)
        {
            var isCommand = command.Count > 0;
            if (args[i].StartsWith("--Superfone:", StringComparison.OrdinalIgnoreCase) || (!isCommand && args[i] is ['-' or '/', ..] && !Printing.Contains(args[i])))
            {
                configuration.Add(args[i]);
                if (!args[i].Contains('=', StringComparison.Ordinal) && args[i].StartsWith("--", StringComparison.Ordinal) && args[i] != "--demo" && i + 1 < args.Length)
                    configuration.Add(args[++i]);
            }
            else
            {
                command.Add(args[i]);
            }
        }

        return ([.. command], [.. configuration]);
    }
}

/// <summary>A command cannot do what it was asked for.</summary>
/// <param name="message">One sentence for the operator.</param>
public sealed class CommandException(string message) : Exception(message);
