using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Backups;

namespace Superfone.Dashboard.Tests.Startup;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Build_WithoutSettings_HasTheDocumentedDefaults()
    {
        await using var app = DashboardApplication.Build([]);
        T Options<T>()
            where T : class => app.Services.GetRequiredService<IOptions<T>>().Value;

        Assert.Equal(Path.GetFullPath("data"), Options<DataOptions>().Directory);
        Assert.Empty(Options<WebhookOptions>().Secrets);
        Assert.Equal(1048576, Options<WebhookOptions>().MaxBodyBytes);
        Assert.Equal(TimeSpan.FromMinutes(15), Options<WebhookOptions>().DuplicateWindow);
        Assert.Null(Options<SetupOptions>().OwnerEmail);
        Assert.Empty(Options<ApiOptions>().Tokens);
        Assert.Equal("Asia/Kolkata", Options<DisplayOptions>().TimeZone.Id);
        Assert.Equal("IN", Options<DisplayOptions>().PhoneRegion);
        Assert.True(Options<RecordingOptions>().Enabled);
        Assert.Equal(["*.amazonaws.com"], Options<RecordingOptions>().AllowedHosts);
        Assert.False(Options<RecordingOptions>().AllowPrivateNetworks);
        Assert.Equal(268435456, Options<RecordingOptions>().MaxBytes);
        Assert.Equal(4, Options<RecordingOptions>().Concurrency);
        Assert.Equal(TimeSpan.FromSeconds(30), Options<RecordingOptions>().RetryDelay);
        Assert.Equal(TimeSpan.FromSeconds(30), Options<RecordingOptions>().StallTimeout);
        Assert.Equal(1073741824, Options<RecordingOptions>().ReserveBytes);
        Assert.False(Options<RecordingOptions>().IsInS3);
        Assert.Null(Options<BackupOptions>().Directory);
        Assert.Equal((new TimeOnly(2, 30), 14, true), (Options<BackupOptions>().At, Options<BackupOptions>().Keep, Options<BackupOptions>().BeforeUpgrade));
    }

    [Fact]
    public async Task Build_WithTheExampleFile_IsTheSameAsWithout()
    {
        await using var app = DashboardApplication.Build([], builder => builder.Configuration.AddJsonFile(ExamplePath()));

        Assert.Equal(["*.amazonaws.com"], app.Services.GetRequiredService<IOptions<RecordingOptions>>().Value.AllowedHosts);
        Assert.Empty(app.Services.GetRequiredService<IOptions<WebhookOptions>>().Value.Secrets);
        Assert.Null(app.Services.GetRequiredService<IOptions<SetupOptions>>().Value.OwnerPassword);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Build_BlankValues_AreAsIfTheyWereNotThere(string blank)
    {
        string[] keys = ["Data:Directory", "PublicUrl", "Webhook:MaxBodyBytes", "Webhook:DuplicateWindow", "Display:TimeZone", "Recordings:Enabled", "Backup:At", "Business:Language"];
        await using var app = DashboardApplication.Build(
            [], builder => builder.Configuration.AddInMemoryCollection(keys.Select(key => KeyValuePair.Create<string, string?>($"Superfone:{key}", blank))));
        T Options<T>()
            where T : class => app.Services.GetRequiredService<IOptions<T>>().Value;

        Assert.Equal(Path.GetFullPath("data"), Options<DataOptions>().Directory);
        Assert.Equal((1048576, TimeSpan.FromMinutes(15)), (Options<WebhookOptions>().MaxBodyBytes, Options<WebhookOptions>().DuplicateWindow));
        Assert.Equal("Asia/Kolkata", Options<DisplayOptions>().TimeZone.Id);
        Assert.True(Options<RecordingOptions>().Enabled);
        Assert.Equal(new TimeOnly(2, 30), Options<BackupOptions>().At);
    }

    [Fact]
    public void ExampleFile_Always_HasEveryKeyWithAComment()
    {
        var lines = File.ReadAllLines(ExamplePath());
        var keys = lines.Index().Where(line => Regex.IsMatch(line.Item, "^      \"")).ToList();

        Assert.Equal(69, keys.Count);
        Assert.All(keys, key => Assert.Matches("^ +//|\"OwnerEmail\"", lines[key.Index - 1]));
    }

    [Theory]
    [InlineData("Superfone:PublicUrl", "calls.example.com")]
    [InlineData("Superfone:PublicUrl", "https://calls.example.com/dashboard")]
    [InlineData("Superfone:Proxies:0", "everyone")]
    [InlineData("Superfone:Limits:ApiRequestsPerMinute", "0")]
    [InlineData("Superfone:Data:KeyCertificate", "/no/such/file.pfx")]
    [InlineData("Superfone:Webhook:Secrets:0", "")]
    [InlineData("Superfone:Webhook:Secrets", "not-a-list")]
    [InlineData("Superfone:Webhook:MaxBodyBytes", "0")]
    [InlineData("Superfone:Webhook:MaxBodyBytes", "1.5")]
    [InlineData("Superfone:Webhook:DuplicateWindow", "quarter of an hour")]
    [InlineData("Superfone:Webhook:DuplicateWindow", "-00:15:00")]
    [InlineData("Superfone:Setup:OwnerEmail", "nobody")]
    [InlineData("Superfone:Api:Tokens:0:Role", "King")]
    [InlineData("Superfone:Api:Tokens:0:Name", "")]
    [InlineData("Superfone:Api:Tokens:0:Token", "")]
    [InlineData("Superfone:Api:Tokens:1:Name", "first")]
    [InlineData("Superfone:Api:Tokens:1:Token", "one")]
    [InlineData("Superfone:Display:PhoneRegion", "ZZ")]
    [InlineData("Superfone:Business:Name", "An office with a name that is so long that no telephone can show it")]
    [InlineData("Superfone:Business:Language", "xx")]
    [InlineData("Superfone:Push:Contact", "nobody")]
    [InlineData("Superfone:Recordings:Enabled", "perhaps")]
    [InlineData("Superfone:Recordings:AllowedHosts:0", "https://example.com/")]
    [InlineData("Superfone:Recordings:AllowPrivateNetworks", "1")]
    [InlineData("Superfone:Recordings:MaxBytes", "256 MB")]
    [InlineData("Superfone:Recordings:Concurrency", "0")]
    [InlineData("Superfone:Recordings:RetryDelay", "00:00:00")]
    [InlineData("Superfone:Recordings:StallTimeout", "0")]
    [InlineData("Superfone:Recordings:ReserveBytes", "-1")]
    [InlineData("Superfone:Recordings:Store", "tape")]
    [InlineData("Superfone:Recordings:S3:ServiceUrl", "s3.example.com")]
    [InlineData("Superfone:Recordings:S3:Bucket", "Recordings of us")]
    [InlineData("Superfone:Recordings:S3:ForcePathStyle", "perhaps")]
    [InlineData("Superfone:Recordings:S3:Encryption", "rot13")]
    [InlineData("Superfone:Recordings:S3:KmsKey", "alias/recordings")]
    [InlineData("Superfone:Backup:At", "half past two")]
    [InlineData("Superfone:Backup:Keep", "0")]
    [InlineData("Superfone:Backup:BeforeUpgrade", "perhaps")]
    [InlineData("Superfone:Mail:Host", "smtp://mail.example.com")]
    [InlineData("Superfone:Mail:Port", "70000")]
    [InlineData("Superfone:Mail:From", "nobody")]
    [InlineData("Superfone:Mail:UseTls", "perhaps")]
    [InlineData("Superfone:Digest:At", "at eight")]
    [InlineData("Superfone:Digest:Weekday", "Someday")]
    [InlineData("Superfone:Heartbeat:Url", "http://uptime.example.com")]
    public void Build_WrongValue_IsRefusedByItsFullKey(string key, string value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Superfone:Setup:OwnerEmail"] = "owner@example.com",
            ["Superfone:Setup:OwnerPassword"] = "good enough",
            ["Superfone:Api:Tokens:0:Name"] = "first",
            ["Superfone:Api:Tokens:0:Token"] = "one",
            ["Superfone:Api:Tokens:1:Name"] = "second",
            ["Superfone:Api:Tokens:1:Token"] = "two",
            [key] = value,
        };

        var error = Assert.Throws<StartException>(() =>
            DashboardApplication.Build([], builder => builder.Configuration.AddInMemoryCollection(settings)));

        Assert.StartsWith($"{key} ", Assert.Single(error.Errors), StringComparison.Ordinal);
        Assert.EndsWith(".", error.Errors[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Superfone:Recordings:S3:Bucket", "Store=s3")]
    [InlineData("Superfone:Recordings:S3:Region", "Store=s3", "S3:Bucket=recordings")]
    [InlineData("Superfone:Recordings:S3:SecretKey", "Store=s3", "S3:Bucket=recordings", "S3:Region=ap-south-1", "S3:AccessKey=one")]
    [InlineData("Superfone:Recordings:S3:AccessKey", "Store=s3", "S3:Bucket=recordings", "S3:Region=ap-south-1", "S3:SecretKey=one")]
    public void Build_S3WithoutWhatItNeeds_NamesTheKey(string key, params string[] settings)
    {
        var error = Assert.Throws<StartException>(() => DashboardApplication.Build([], builder => builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => setting.Split('=')).Select(setting => KeyValuePair.Create($"Superfone:Recordings:{setting[0]}", (string?)setting[1])))));

        Assert.StartsWith($"{key} is needed", Assert.Single(error.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Superfone:Setup:OwnerEmail", "owner@example.com", "Superfone:Setup:OwnerPassword")]
    [InlineData("Superfone:Setup:OwnerPassword", "good enough", "Superfone:Setup:OwnerEmail")]
    public void Build_HalfAnOwner_IsRefusedByTheMissingKey(string key, string value, string missing)
    {
        var error = Assert.Throws<StartException>(() => DashboardApplication.Build([$"--{key}={value}"]));

        Assert.StartsWith($"{missing} is missing", Assert.Single(error.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("good enough", error.Message, StringComparison.Ordinal);
    }

    private static string ExamplePath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "appsettings.Example.json")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "appsettings.Example.json");
    }
}
