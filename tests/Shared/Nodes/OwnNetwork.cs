using System.Diagnostics;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>
/// A network namespace for one node, with one link to the balancer and another one to the database, whose packets can be dropped in both directions. It
/// needs root.
/// </summary>
internal sealed class OwnNetwork : IDisposable
{
    // Packets to an address of nobody are sent, and nobody takes them: this needs no module of the kernel.
    private const string Nobody = "02:00:00:00:00:01";

    private readonly string _name = $"sf{Guid.NewGuid().ToString("N")[..8]}";
    private readonly int _number = Random.Shared.Next(1, 250);

    /// <summary>Makes it; skips the test where that is not permitted.</summary>
    public OwnNetwork()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && NodeSwitch.Find("ip") is not null, "There is no ip here: source eng/find-haproxy.sh");
        Assert.SkipUnless(TryRun("netns", "add", _name), "Network namespaces are not permitted here: it needs root, and a kernel that has them.");
        Run("-n", _name, "link", "set", "dev", "lo", "up");
        foreach (var (link, subnet) in new[] { ("w", 1), ("d", 2) })
        {
            Run("link", "add", $"{_name}{link}", "type", "veth", "peer", "name", link, "netns", _name);
            Run("addr", "add", $"10.{_number}.{subnet}.1/30", "dev", $"{_name}{link}");
            Run("link", "set", "dev", $"{_name}{link}", "up");
            Run("-n", _name, "addr", "add", $"10.{_number}.{subnet}.2/30", "dev", link);
            Run("-n", _name, "link", "set", "dev", link, "up");
        }
    }

    /// <summary>The command that starts a program in it.</summary>
    public string Launcher => $"{NodeSwitch.Find("ip")} netns exec {_name}";

    /// <summary>The address at which a program in it is found.</summary>
    public string Inside => $"10.{_number}.1.2";

    /// <summary>The address from which it is called.</summary>
    public string Outside => $"10.{_number}.1.1";

    /// <summary>The address at which a program in it finds the database.</summary>
    public string Database => $"10.{_number}.2.1";

    /// <summary>Drops all packets between it and the database, without telling anybody.</summary>
    public void Cut()
    {
        Run("neigh", "replace", $"10.{_number}.2.2", "lladdr", Nobody, "nud", "permanent", "dev", $"{_name}d");
        Run("-n", _name, "neigh", "replace", Database, "lladdr", Nobody, "nud", "permanent", "dev", "d");
    }

    /// <summary>Lets packets pass again.</summary>
    public void Mend()
    {
        Run("neigh", "del", $"10.{_number}.2.2", "dev", $"{_name}d");
        Run("-n", _name, "neigh", "del", Database, "dev", "d");
    }

    /// <inheritdoc/>
    public void Dispose() => TryRun("netns", "del", _name);

    private static void Run(params string[] arguments) => Assert.True(TryRun(arguments), $"ip {string.Join(' ', arguments)}");

    private static bool TryRun(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(NodeSwitch.Find("ip")!, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
