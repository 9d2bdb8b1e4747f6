using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Logs;

namespace Superfone.Dashboard.Tests.Operations.Telemetry;

public sealed class LogFileTests
{
    [Fact]
    public async Task Files_AfterTraffic_NameNobodyAndAreNobodyElses()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Debug", ["Logging:LogLevel:Superfone"] = "Trace" });
        (await dashboard.PostAsync(Payload.Contact(1, "+917000011111", "Asha Kumar"))).Dispose();
        (await dashboard.PostAsync(Payload.AnsweredCall(5))).Dispose();
        (await dashboard.PostAsync("no json of +91 70000 11111 and asha@example.com")).Dispose();
        await dashboard.WaitUntilProjectedAsync();
        using var owner = await dashboard.SignInAsync();
        foreach (var path in new[] { "/", "/contacts?q=Asha", "/contacts/1", "/calls/5", "/numbers/%2B917000011111", "/api/v1/contacts?phone=%2B917000011111" })
            (await owner.GetAsync(path, TestContext.Current.CancellationToken)).Dispose();
        using var client = dashboard.CreateClient();
        (await client.PostAsync("/webhooks/superfone?token=abcdefgh12345678", null, TestContext.Current.CancellationToken)).Dispose();
        var folder = Path.Combine(dashboard.DataDirectory, "logs");
        await dashboard.StopAsync();

        var file = Assert.Single(Directory.GetFiles(folder));
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("was refused", text, StringComparison.Ordinal);
        foreach (var personal in new[] { "7000011111", "70000 11111", "Asha", "Kumar", "example.com", RunningDashboard.Secret, RunningDashboard.TokenOf(Roles.Owner), "abcdefgh12345678" })
            Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    [Fact]
    public async Task FirstStart_PrintsTheLinkAndTheSecret_ButLogsNeither()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-").FullName;
        string token, secret;
        await using (var process = DashboardProcess.Start(folder))
        {
            token = process.WaitForLine("/setup?token=").Split('=')[^1];
            secret = process.WaitForLine("Authorization: Bearer ").Split(' ')[^1];
            process.Terminate();
            await process.WaitForExitAsync();
        }

        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder, "data", "logs"))), TestContext.Current.CancellationToken);
        Assert.Contains("Application started", text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Files_ThatAreFull_AreFollowedByOthersAndTheOldestAreDeleted()
    {
        const int Limit = 10_000;
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Logs:MaxFileBytes"] = $"{Limit}",
            ["Superfone:Logs:KeepFiles"] = "3",
        });
        var logger = dashboard.Services.GetRequiredService<ILogger<LogFileTests>>();
        var line = new string('x', 200);
        foreach (var number in Enumerable.Range(1, 500))
            logger.LogWarning("Entry {Number} of {Line}.", $"n{number}n", line);
        var folder = new DirectoryInfo(Path.Combine(dashboard.DataDirectory, "logs"));
        await dashboard.StopAsync();

        var files = folder.GetFiles().OrderBy(file => file.Name.Length).ThenBy(file => file.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(3, files.Count);
        Assert.All(files, file => Assert.InRange(file.Length, 1, Limit + 1000));
        var texts = await Task.WhenAll(files.Select(file => File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken)));
        Assert.Contains("n500n", texts[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(texts, text => text.Contains("n1n", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_UnlessConfigured_AreThoseOfTheGuide()
    {
        var options = LogOptions.Read(new SectionReader(new ConfigurationBuilder().Build(), LogOptions.Section));

        Assert.Equal((14, 10 * 1024 * 1024), (options.KeepFiles, options.MaxFileBytes));
        Assert.Contains($"at most {options.KeepFiles} files of {options.MaxFileBytes >> 20} MiB each", File.ReadAllText(Path.Combine(Tool.Root, "docs", "operations.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_TurnedOff_AreNotWritten()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Logs:ToFiles"] = "false" });

        Assert.False(Directory.Exists(Path.Combine(dashboard.DataDirectory, "logs")));
    }

    [Theory]
    [InlineData("Call +91 70000 11111 now", "Call [hidden] now")]
    [InlineData("Call 07000011111.", "Call [hidden].")]
    [InlineData("from asha.kumar@example.co.in", "from [hidden]")]
    [InlineData("Authorization: Bearer abc.def", "Authorization: Bearer [hidden]")]
    [InlineData("GET https://b.s3.amazonaws.com/a.mp3?X-Amz-Signature=ab12 failed", "GET https://b.s3.amazonaws.com/a.mp3?[hidden] failed")]
    [InlineData("opened with token=abc123", "opened with token=[hidden]")]
    [InlineData("key z2mD6AImkE4wcWIMcSRCpuS9xK3VIHuZ0_XVOPS7EeQ", "key [hidden]")]
    [InlineData("says my own secret aloud", "says [hidden] aloud")]
    [InlineData("Delivery 12345 at 2026-11-29 14:30:00 in 20261129T143000Z from 192.168.100.200", "Delivery 12345 at 2026-11-29 14:30:00 in 20261129T143000Z from 192.168.100.200")]
    [InlineData("at Superfone.Dashboard.Ingest.Log.DeliveryLog.AppendAsync(ReceivedBody body) in /src/DeliveryLog.cs:line 94", "at Superfone.Dashboard.Ingest.Log.DeliveryLog.AppendAsync(ReceivedBody body) in /src/DeliveryLog.cs:line 94")]
    public void Redaction_OfAText_HidesWhatIsPersonalOrSecretOnly(string text, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Superfone:Webhook:Secrets:0", "my own secret")]).Build();

        Assert.Equal(expected, new Redaction(configuration).Of(text));
    }
}
