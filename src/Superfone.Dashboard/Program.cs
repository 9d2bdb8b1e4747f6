using System.Globalization;
using Superfone.Dashboard;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Commands;

// What nobody in particular reads, such as logs, does not depend on the language of the machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-IN");

try
{
    if (await CommandLine.RunAsync(args, DashboardApplication.Build, Console.Out, Console.Error) is { } exitCode)
        return exitCode;
    await using var app = DashboardApplication.Build(args);
    try
    {
        await app.StartAsync();
    }
    catch
    {
        // What has begun ends before what it uses is disposed of.
        await app.StopAsync();
        throw;
    }

    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (StartError.Find(error) is { } sentences)
{
    foreach (var sentence in sentences)
        Console.Error.WriteLine(sentence);
    return 1;
}
