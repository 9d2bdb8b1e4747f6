using System.Net;
using System.Net.Sockets;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Whether the tests of several nodes lose nodes and databases: <c>SUPERFONE_NODES=1</c>.</summary>
internal static class NodeSwitch
{
    private const string Switch = "SUPERFONE_NODES";

    /// <summary>Skips a test that takes a minute or more.</summary>
    public static void SkipUnlessOn() => Assert.SkipUnless(Environment.GetEnvironmentVariable(Switch) is { Length: > 0 }, $"It takes a minute or more: set {Switch}=1.");

    /// <summary>Skips a test that has servers of its own where their programs are not there.</summary>
    public static void SkipWithoutPrograms()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("POSTGRES_BIN") is { Length: > 0 }, "There is no PostgreSQL: source eng/find-postgres.sh");
        Assert.SkipUnless(Find("haproxy") is not null, "There is no haproxy: source eng/find-haproxy.sh");
    }

    /// <summary>The path of a program; <see langword="null"/> if there is none.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>A port that nobody listens on, below those that the system gives to connections.</summary>
    public static int FreePort()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Any, Random.Shared.Next(20_000, 32_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // The next one.
            }
        }
    }

    /// <summary>Waits until something is so.</summary>
    /// <param name="condition">What.</param>
    /// <param name="longest">The maximum time.</param>
    /// <param name="what">What it is called if it is not so.</param>
    public static async Task WaitAsync(Func<Task<bool>> condition, TimeSpan longest, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(longest);
        try
        {
            while (!await condition())
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Not within {longest.TotalSeconds} s: {what}");
        }
    }
}
