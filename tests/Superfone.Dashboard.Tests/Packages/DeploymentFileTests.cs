using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Packages;

/// <summary>The files in <c>deploy</c>, read by the programs for which they are.</summary>
public sealed class DeploymentFileTests : IDisposable
{
    private const string Unit = "superfone-dashboard";

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-deploy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Units_AreSound()
    {
        foreach (var file in new[] { $"{Unit}.service", $"{Unit}.socket" })
        {
            var unit = await File.ReadAllTextAsync(Deployed("systemd", file), TestContext.Current.CancellationToken);
            // The program need not be installed where the unit looks for it.
            await WriteAsync(file, unit.Replace($"/opt/{Unit}/Superfone.Dashboard", "/bin/true", StringComparison.Ordinal));
        }

        var (exitCode, output) = await Tool.RunAsync("systemd-analyze", "verify", "--man=no", Path.Combine(_folder, $"{Unit}.service"), Path.Combine(_folder, $"{Unit}.socket"));

        Assert.DoesNotContain(Unit, output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Service_IsConfined()
    {
        // In tenths; a service that confines nothing has 96.
        var (exitCode, output) = await Tool.RunAsync("systemd-analyze", "security", "--offline=true", "--threshold=15", Deployed("systemd", $"{Unit}.service"));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Caddyfile_IsValid()
    {
        var (exitCode, output) = await Tool.RunAsync("caddy", "validate", "--adapter", "caddyfile", "--config", Deployed("caddy", "Caddyfile"));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task NginxExample_IsValid()
    {
        var certificate = await CreateCertificateAsync();
        var example = await File.ReadAllTextAsync(Deployed("nginx", $"{Unit}.conf"), TestContext.Current.CancellationToken);
        await WriteAsync("site.conf", Regex.Replace(example, "/etc/letsencrypt/[^;]+", certificate));
        var main = await WriteAsync("nginx.conf", $"pid {_folder}/pid; events {{ }} http {{ access_log off; include {_folder}/site.conf; }}");

        var (exitCode, output) = await Tool.RunAsync("nginx", "-t", "-q", "-c", main, "-e", Path.Combine(_folder, "errors"));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task HaproxyExample_IsValid()
    {
        var certificate = await CreateCertificateAsync();
        var example = await File.ReadAllTextAsync(Deployed("nodes", "haproxy.cfg"), TestContext.Current.CancellationToken);
        var file = await WriteAsync("haproxy.cfg", Regex.Replace(example.Replace("/etc/haproxy/certificate.pem", certificate, StringComparison.Ordinal), "node-[ab]", "127.0.0.1"));

        var (exitCode, output) = await Tool.RunAsync("haproxy", "-c", "-q", "-f", file);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void Image_IsBuiltFromAllThatTheProgramIsBuiltFrom()
    {
        var project = File.ReadAllText(Path.Combine(Tool.Root, "src", "Superfone.Dashboard", "Superfone.Dashboard.csproj"));
        var kept = File.ReadAllLines(Deployed("docker", "Dockerfile.dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]);

        Assert.Empty(Regex.Matches(project, @"\.\./\.\./([^/"";]+)").Select(match => match.Groups[1].Value).Distinct().Except(kept));
    }

    [Fact]
    public async Task Dockerfile_HasNoFindings()
    {
        Tool.SkipUnlessSwitchedOn();

        var (exitCode, output) = await Tool.RunAsync("npx", "--yes", "dockerfilelint@1.8.0", Deployed("docker", "Dockerfile"));

        Assert.True(exitCode == 0, output);
    }

    private static string Deployed(string folder, string file) => Path.Combine(Tool.Root, "deploy", folder, file);

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    // Key and certificate in one file: nginx reads both.
    private async Task<string> CreateCertificateAsync()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=calls.example.com", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return await WriteAsync("certificate.pem", $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
