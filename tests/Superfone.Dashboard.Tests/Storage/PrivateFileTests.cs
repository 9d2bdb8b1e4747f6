using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Ingest.Webhook;

namespace Superfone.Dashboard.Tests.Storage;

[OnlySqlite("files of keys and of superfone.db")]
public sealed class PrivateFileTests
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task DataFolder_InUse_IsPrivateWithAllThatIsInIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access rules instead.");
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?> { ["Superfone:Webhook:Secrets:0"] = null });
        using var client = await dashboard.SignInAsync();

        AssertPrivate(dashboard.DataDirectory, "superfone.db-wal", "superfone.db-shm", "views.db-wal", "superfone.lock", "key-");
    }

    [Fact]
    public async Task DataFolder_OfAnOlderVersion_IsTakenAwayFromOthersAtTheStart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access rules instead.");
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.StopAsync();
        var recording = Path.Combine(Directory.CreateDirectory(Path.Combine(dashboard.DataDirectory, "recordings", "2026")).FullName, "1.mp3");
        await File.WriteAllTextAsync(recording, "a recording", TestContext.Current.CancellationToken);
        var foreign = Path.Combine(dashboard.DataDirectory, "run.sh");
        await File.WriteAllTextAsync(foreign, "not ours", TestContext.Current.CancellationToken);
        foreach (var path in new DirectoryInfo(dashboard.DataDirectory).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => entry.FullName).Append(dashboard.DataDirectory))
            Open(path);

        await dashboard.StartAsync();

        Assert.True(ModeOf(foreign).HasFlag(UnixFileMode.OtherRead));
        File.Delete(foreign);
        AssertPrivate(dashboard.DataDirectory, "1.mp3", "superfone.db", "views.db");
    }

    [Fact]
    public async Task Keys_WithACertificate_AreProtectedAndReadAgain()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-certificate-").FullName;
        try
        {
            var certificate = Path.Combine(folder, "keys.pfx");
            await File.WriteAllBytesAsync(certificate, MakeCertificate("a password"), TestContext.Current.CancellationToken);
            await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?>
            {
                ["Superfone:Webhook:Secrets:0"] = null,
                ["Superfone:Data:KeyCertificate"] = certificate,
                ["Superfone:Data:KeyCertificatePassword"] = "a password",
            });
            var secret = SecretOf(dashboard);

            await dashboard.RestartAsync();

            Assert.NotNull(secret);
            Assert.Equal(secret, SecretOf(dashboard));
            var keys = Directory.GetFiles(Path.Combine(dashboard.DataDirectory, "keys")).Select(File.ReadAllText).ToList();
            Assert.NotEmpty(keys);
            Assert.All(keys, key => Assert.Contains("<EncryptedData", key, StringComparison.Ordinal));
            Assert.All(keys, key => Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal));

            await dashboard.RestartAsync(new Dictionary<string, string?> { ["Superfone:Data:KeyCertificate"] = null });
            Assert.Null(SecretOf(dashboard));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? SecretOf(RunningDashboard dashboard) => dashboard.Services.GetRequiredService<WebhookSecrets>().ToPaste;

    private static byte[] MakeCertificate(string password)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return certificate.Export(X509ContentType.Pkcs12, password);
    }

    private static void AssertPrivate(string folder, params string[] expected)
    {
        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(new DirectoryInfo(folder)).ToList();
        Assert.All(expected, name => Assert.Contains(entries, entry => entry.Name.StartsWith(name, StringComparison.Ordinal)));
        Assert.All(entries, entry => Assert.Equal((entry.FullName, entry is DirectoryInfo ? Folder : PrivateFile), (entry.FullName, ModeOf(entry.FullName))));
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Folder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }
}
