using System.CommandLine;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>Where a command writes.</summary>
/// <param name="Output">Results, which programs read.</param>
/// <param name="Error">Progress, warnings, and why it failed.</param>
internal sealed record CommandConsole(TextWriter Output, TextWriter Error)
{
    /// <summary>Whether somebody watches the progress.</summary>
    public bool IsTerminal => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>That of a command line.</summary>
    public static CommandConsole Of(ParseResult given) => new(given.InvocationConfiguration.Output, given.InvocationConfiguration.Error);
}
