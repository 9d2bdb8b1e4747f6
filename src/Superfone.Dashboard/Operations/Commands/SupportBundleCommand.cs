using System.CommandLine;
using Superfone.Dashboard.Operations.Support;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>support-bundle</c>, which also works while the application runs or cannot start.</summary>
internal static class SupportBundleCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<WebApplication> build)
    {
        var file = new Argument<string>("file") { Description = "The zip file to make; it must not exist" };
        var bundle = new Command("support-bundle", "Collects versions, configuration without secrets, counts and the last log files in a zip file, without anything about people") { file };
        bundle.SetAction((given, cancellation) => RunAsync(build, CommandConsole.Of(given), Path.GetFullPath(given.GetRequiredValue(file)), cancellation));
        return bundle;
    }

    private static async Task<int> RunAsync(Func<WebApplication> build, CommandConsole console, string file, CancellationToken cancellation)
    {
        await using var app = build();
        await using var target = new FileStream(file, PrivateFiles.NewFile());
        await app.Services.GetRequiredService<SupportBundle>().WriteAsync(target, cancellation);
        await console.Output.WriteLineAsync(file);
        return 0;
    }
}
