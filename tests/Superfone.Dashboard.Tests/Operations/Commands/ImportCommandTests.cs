using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Tests.Operations.Commands;

public sealed class ImportCommandTests
{
    [Fact]
    public async Task Import_LinesTwice_AddsOnlyWhatTheLogLacks()
    {
        string[] lines =
        [
            Payload.AnsweredCall(1), Payload.AnsweredCall(2), Payload.AnsweredCall(2),
            Payload.StageChange("Hot"), Payload.StageChange("Cold"), Payload.StageChange("Hot"), Payload.StageChange("Hot"), Payload.StageChange("Cold"),
        ];
        using var folder = await CommandFolder.CreateAsync(lines[0], lines[3]);
        var file = await folder.WriteAsync("missed.jsonl", lines);

        var first = await folder.RunAsync("import", file);
        var second = await folder.RunAsync("import", file);

        Assert.Equal((0, 0, "", ""), (first.ExitCode, second.ExitCode, first.Error, second.Error));
        Assert.Contains("4 accepted, 4 duplicates", Assert.Single(first.Output), StringComparison.Ordinal);
        Assert.Contains("0 accepted, 8 duplicates", Assert.Single(second.Output), StringComparison.Ordinal);
        Assert.Equal([lines[0], lines[3], lines[1], lines[4], lines[5], lines[7]], folder.ReadBodies());
    }

    [Fact]
    public async Task Import_ChangeMissedBeforeOneThatTheLogHas_EndsAsTheFileDoes()
    {
        string[] lines = [Payload.StageChange("Cold"), Payload.StageChange("Hot")];
        using var folder = await CommandFolder.CreateAsync(lines[1]);
        var file = await folder.WriteAsync("missed.jsonl", lines);

        var first = await folder.RunAsync("import", file);
        var second = await folder.RunAsync("import", file);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal([lines[1], lines[0], lines[1]], folder.ReadBodies());
        Assert.Equal(["0", "0", "0"], folder.Read("SELECT Status FROM Deliveries"));
    }

    [Fact]
    public async Task Import_BackupWithARepetitionThatTheLogLacks_AddsItOnce()
    {
        using var other = await CommandFolder.CreateAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(1));
        other.Change("superfone.db", "UPDATE Deliveries SET Status = 0");
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1));

        var first = await folder.RunAsync("import", other.Data);
        await folder.RunAsync("import", other.Data);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Equal(["0", "0"], folder.Read("SELECT Status FROM Deliveries"));
    }

    [Fact]
    public async Task Import_BadLine_NamesItAndKeepsTheOthers()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1));
        var file = await folder.WriteAsync("mixed.jsonl", [Payload.AnsweredCall(2), "not json", Payload.AnsweredCall(3)]);

        var (exitCode, output, error) = await folder.RunAsync("import", file);

        Assert.Equal(1, exitCode);
        Assert.Single(error.Split('\n'));
        Assert.StartsWith($"bad {file}:2: ", output[0], StringComparison.Ordinal);
        Assert.Contains("2 accepted", output[1], StringComparison.Ordinal);
        Assert.Equal(3, folder.ReadBodies().Count);
    }

    [Fact]
    public async Task Import_BackupFolder_KeepsTimesOfReceiptAndRepetitions()
    {
        using var other = await CommandFolder.CreateAsync(
            Payload.AnsweredCall(1), Payload.StageChange("Hot"), Payload.StageChange("Cold"), Payload.StageChange("Hot"), Payload.StageChange("Hot"));
        other.Change("superfone.db", "UPDATE Deliveries SET ReceivedUtc = 1700000000000 + Id");
        other.Change("superfone.db", "INSERT INTO Deliveries (ReceivedUtc, Status, Reason, SizeBytes, Body) VALUES (1700000000009, 2, 'the body is not JSON', 1, x'3F')");
        using var folder = await CommandFolder.CreateAsync(Payload.StageChange("Hot"));

        var first = await folder.RunAsync("import", other.Data);
        var second = await folder.RunAsync("import", Path.Combine(other.Data, "superfone.db"));

        Assert.Equal((0, 0, "", ""), (first.ExitCode, second.ExitCode, first.Error, second.Error));
        Assert.Contains("3 accepted, 2 duplicates, 0 unrecognised, 1 quarantined", Assert.Single(first.Output), StringComparison.Ordinal);
        Assert.Contains("0 accepted, 6 duplicates", Assert.Single(second.Output), StringComparison.Ordinal);
        Assert.Equal(
            new[] { 1, 3, 4, 9 }.Select(number => (1700000000000 + number).ToString(CultureInfo.InvariantCulture)),
            folder.Read("SELECT ReceivedUtc FROM Deliveries WHERE Id > 1 ORDER BY Id"));
    }

    [Fact]
    public async Task Import_KilledAndRepeated_AddsEachBodyOnce()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1));
        var lines = Enumerable.Range(2, 5000).Select(id => Payload.SampleCall(id).ToString()).ToList();
        var file = await folder.WriteAsync("many.jsonl", lines);

        await using (var import = folder.Start("import", file))
        {
            using (await HoldAsync(folder, lines.Count))
                import.Kill();
            await import.WaitForExitAsync();
        }

        var (exitCode, _, error) = await folder.RunAsync("import", file);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(lines, folder.ReadBodies().Skip(1));
    }

    [Fact]
    public async Task Import_Terminated_EndsWithASentence()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1));
        var file = await folder.WriteAsync("many.jsonl", Enumerable.Range(2, 20_000).Select(id => Payload.SampleCall(id).ToString()));

        await using var import = folder.Start("import", file);
        using (await HoldAsync(folder, 20_000))
            import.Terminate();
        var (exitCode, error) = await import.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Stopped", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone.jsonl")]
    [InlineData("encrypted")]
    [InlineData("encrypted/superfone.db")]
    public async Task Import_WhatCannotBeRead_SaysSoInOneSentence(string name)
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1));
        Directory.CreateDirectory(folder.PathOf("encrypted"));
        await File.WriteAllBytesAsync(folder.PathOf("encrypted/superfone.db"), new byte[1000], TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await folder.RunAsync("import", folder.PathOf(name));

        Assert.Equal((1, 0), (exitCode, output.Count));
        Assert.Contains(name, Assert.Single(error.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_BesideARunningServer_NamesItsPage()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var folder = CommandFolder.CreateEmpty();
        var file = await folder.WriteAsync("missed.jsonl", [Payload.AnsweredCall(1)]);
        await using var import = DashboardProcess.Run(Path.GetTempPath(), ["import", file, .. dashboard.DataArguments]);

        var (exitCode, error) = await import.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("/deliveries/import", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(await dashboard.ReadDeliveriesAsync());
    }

    // Waits until some lines are imported, and keeps the others out until it is disposed.
    private static async Task<IDisposable> HoldAsync(CommandFolder folder, int lines)
    {
        await Api.ApiDashboard.WaitAsync(() => Task.FromResult(folder.Read("SELECT 1 FROM Deliveries WHERE Id > 1 LIMIT 1").Count > 0));
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Data, "superfone.db")};Pooling=False");
        connection.Open();
        connection.BeginTransaction(deferred: false);
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM Deliveries";
        Assert.True((long)count.ExecuteScalar()! < lines, "The import was over before it was held.");
        return connection;
    }
}
