using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>haproxy with the configuration of <c>deploy/nodes</c>, whose addresses are replaced.</summary>
internal sealed class Balancer : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly int _port;

    /// <summary>Starts it.</summary>
    /// <param name="folder">The folder of its files.</param>
    /// <param name="port">The port of HTTPS.</param>
    /// <param name="a">The first node's address and port.</param>
    /// <param name="b">The second node's address and port.</param>
    /// <param name="authority">Makes its certificate.</param>
    public Balancer(string folder, int port, string a, string b, TestAuthority authority)
    {
        _port = port;
        using var certificate = authority.Issue("localhost");
        var pem = Path.Combine(folder, "certificate.pem");
        using (var key = certificate.GetECDsaPrivateKey()!)
            File.WriteAllText(pem, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        var file = Path.Combine(folder, "haproxy.cfg");
        File.WriteAllText(file, Replace(
            File.ReadAllText(Path.Combine(Root, "deploy", "nodes", "haproxy.cfg")),
            ("maxconn 20000", "maxconn 1000"), (":443 ", $"127.0.0.1:{port} "), ("bind :80", $"bind 127.0.0.1:{NodeSwitch.FreePort()}"), ("/etc/haproxy/certificate.pem", pem),
            ("node-a:8080", a), ("node-b:8080", b)));
        _process = Process.Start(new ProcessStartInfo(NodeSwitch.Find("haproxy")!, ["-db", "-f", file]) { RedirectStandardError = true })!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    private static string Root
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Superfone.Dashboard.sln")))
                root = root.Parent ?? throw new InvalidOperationException("The tests run from the project's sources only.");
            return root.FullName;
        }
    }

    /// <summary>Waits until it takes connections.</summary>
    public Task WaitAsync() => NodeSwitch.WaitAsync(
        async () =>
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"haproxy has ended: {await _error}");
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        TimeSpan.FromSeconds(10),
        "haproxy takes connections.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Replace(string text, params (string Old, string New)[] replacements)
    {
        foreach (var (old, replacement) in replacements)
        {
            // Comments name files as well.
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return text;
    }
}
