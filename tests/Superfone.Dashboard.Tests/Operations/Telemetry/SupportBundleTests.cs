using System.IO.Compression;
using System.Net;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Operations.Telemetry;

public sealed class SupportBundleTests
{
    private const string Route = "/settings/status/support-bundle.zip";

    // What the traffic below and the configuration say of people, and secrets.
    private static readonly string[] Personal =
        ["7000011111", "70000 11111", "Asha", "Kumar", "Hot lead", "owner@example.com", RunningDashboard.Secret, RunningDashboard.OwnerPassword, "Owner script", "a token of", "smtp-password", "sender@example.com"];

    [Fact]
    public async Task Bundle_FromThePageAndTheCommand_HelpsWithoutNamingAnybody()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Mail:Host"] = "127.0.0.1",
            ["Superfone:Mail:Password"] = "smtp-password",
            ["Superfone:Mail:From"] = "Asha <sender@example.com>",
        });
        (await dashboard.PostAsync(Payload.Contact(1, "+917000011111", "Asha Kumar"))).Dispose();
        (await dashboard.PostAsync("no json of Asha Kumar, +91 70000 11111")).Dispose();
        (await dashboard.PostAsync(Payload.Sample("CUSTOMER_CREATE").With("contact_first_name", "Asha"))).Dispose();
        await dashboard.WaitUntilProjectedAsync();
        using (var client = dashboard.CreateClient())
            (await client.PostAsync("/webhooks/superfone", null, TestContext.Current.CancellationToken)).Dispose();
        using var owner = await dashboard.SignInAsync();
        using var agent = dashboard.CreateClient(Roles.Manager);

        Assert.Equal(HttpStatusCode.Forbidden, (await agent.GetAsync(Route, TestContext.Current.CancellationToken)).StatusCode);
        var page = Read(new MemoryStream(await owner.GetByteArrayAsync(Route, TestContext.Current.CancellationToken)));
        var path = Path.Combine(dashboard.DataDirectory, "support.zip");
        await using (var command = DashboardProcess.Run(dashboard.DataDirectory, ["support-bundle", path, .. dashboard.DataArguments]))
            Assert.Equal((0, ""), await command.WaitForExitAsync());
        await using var written = File.OpenRead(path);
        var made = Read(written);

        Assert.Empty(new[] { "about.json", "configuration.txt", "status.json", "metrics.txt", "health.json", "warnings.json", "readme.txt" }.Except(page.Keys));
        Assert.Contains("\"version\": \"1.", page["about.json"], StringComparison.Ordinal);
        Assert.Contains("superfone_deliveries_total", page["metrics.txt"], StringComparison.Ordinal);
        Assert.Contains("\"deliveries\": 3", page["status.json"], StringComparison.Ordinal);
        Assert.Contains("Superfone:Mail:Password = (set)", page["configuration.txt"], StringComparison.Ordinal);
        Assert.Contains("was refused", page["warnings.json"], StringComparison.Ordinal);
        Assert.Contains("\"deliveries\": 3", made["status.json"], StringComparison.Ordinal);
        Assert.Contains(made, entry => entry.Key.StartsWith("logs/", StringComparison.Ordinal));
        foreach (var (name, text) in page.Concat(made))
            Assert.All(Personal, word => Assert.False(text.Contains(word, StringComparison.OrdinalIgnoreCase), $"{name} has {word}"));
    }

    [Fact]
    public async Task Bundle_WithoutADatabase_TellsThat()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-bundle-");
        var path = Path.Combine(folder.FullName, "support.zip");

        await using (var command = DashboardProcess.Run(folder.FullName, "support-bundle", path, $"--Superfone:Data:Directory={Path.Combine(folder.FullName, "data")}"))
            Assert.Equal((0, ""), await command.WaitForExitAsync());

        await using (var written = File.OpenRead(path))
            Assert.Contains("SqliteException", Read(written)["status.json"], StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> Read(Stream stream)
    {
        using var zip = new ZipArchive(stream);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
