using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Operations.Commands;

public sealed class RebuildCommandTests
{
    [Fact]
    public async Task Rebuild_WithoutAServer_ComputesTheSameReadModel()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1), Payload.Sample("CUSTOMER_CREATE"), Payload.StageChange("Won"));
        var path = Path.Combine(folder.Data, "views.db");
        var before = ReadModelDump.Of(path);
        folder.Change("views.db", "DELETE FROM Calls");

        var (exitCode, output, error) = await folder.RunAsync("rebuild");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("3", Assert.Single(output), StringComparison.Ordinal);
        var after = ReadModelDump.Of(path);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
        Assert.Single(Directory.GetFiles(folder.Data, "views*.db"));
        Assert.Equal(0, (await folder.RunAsync("check")).ExitCode);
    }

    [Fact]
    public async Task Rebuild_BesideARunningServer_SaysHowToDoItThere()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var rebuild = DashboardProcess.Run(Path.GetTempPath(), ["rebuild", .. dashboard.DataArguments]);

        var (exitCode, error) = await rebuild.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("Settings", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuild_Killed_LeavesTheCurrentReadModel()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1));
        var calls = await folder.WriteAsync("calls.jsonl", Enumerable.Range(1, 2500).Select(id => Payload.SampleCall(id).ToString()));
        Assert.Equal(0, (await folder.RunAsync("import", calls)).ExitCode);
        var before = folder.Files();

        await using (var rebuild = folder.Start("rebuild"))
        {
            await Api.ApiDashboard.WaitAsync(() => Task.FromResult(File.Exists(Path.Combine(folder.Data, "views.1.db"))));
            rebuild.Kill();
            await rebuild.WaitForExitAsync();
        }

        Assert.Contains(before.Single(file => file.StartsWith("views.db ", StringComparison.Ordinal)), folder.Files());
        Assert.Equal(0, (await folder.RunAsync("rebuild")).ExitCode);
        Assert.Single(Directory.GetFiles(folder.Data, "views*.db"));
    }
}
