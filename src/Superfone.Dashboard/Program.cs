using System.Globalization;
using Superfone.Dashboard;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Commands;

// What nobody in particular reads, such as logs, does not depend on the language of the machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-IN");

try
{
    if (await CommandLine.RunAsync(args, DashboardApplication.Build) is { } exitCode)
        return exitCode;
    await using var app = DashboardApplication.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (StartError.Find(error) is { } sentences)
{
    foreach (var sentence in sentences)
        Console.Error.WriteLine(sentence);
    return 1;
}
