using Superfone.Dashboard;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Commands;

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
