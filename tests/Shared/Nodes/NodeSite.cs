using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Two nodes over one database behind haproxy, and posts that arrive all the time.</summary>
internal sealed class NodeSite : IAsyncDisposable
{
    private readonly string _folder;
    private readonly TestAuthority _authority = new();
    private readonly Balancer _balancer;
    private readonly DatabaseServer? _replica;

    private NodeSite(string folder, DatabaseServer database, DatabaseServer? replica, OwnNetwork? network)
    {
        (_folder, Database, _replica) = (folder, database, replica);
        var port = NodeSwitch.FreePort();
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}"));
        A = new NodeProcess(Path.Combine(folder, "a"), "127.0.0.1", SettingsOf("127.0.0.1", "127.0.0.1"));
        B = network is null
            ? new NodeProcess(Path.Combine(folder, "b"), "127.0.0.1", SettingsOf("127.0.0.1", "127.0.0.1"))
            : new NodeProcess(Path.Combine(folder, "b"), network.Inside, SettingsOf(network.Database, network.Outside), network.Launcher);
        _balancer = new Balancer(folder, port, $"{A.Address}:{A.Port}", $"{B.Address}:{B.Port}", _authority);
    }

    /// <summary>The address of the balancer.</summary>
    public Uri Url { get; }

    /// <summary>The server that takes writes at first.</summary>
    public DatabaseServer Database { get; }

    /// <summary>Its replica, if there is one.</summary>
    public DatabaseServer Replica => _replica!;

    /// <summary>The node that stays, where one is lost.</summary>
    public NodeProcess A { get; }

    /// <summary>The node that is lost.</summary>
    public NodeProcess B { get; }

    /// <summary>Starts everything, and waits until both nodes take posts and people.</summary>
    /// <param name="hasReplica">Whether commits wait for a replica.</param>
    /// <param name="network">The network of the second node; that of this computer if not given.</param>
    public static async Task<NodeSite> StartAsync(bool hasReplica = false, OwnNetwork? network = null)
    {
        NodeSwitch.SkipUnlessOn();
        NodeSwitch.SkipWithoutPrograms();
        var folder = DatabaseServer.CreateFolder();
        var database = DatabaseServer.Create(folder);
        var site = new NodeSite(folder, database, hasReplica ? await database.ReplicateAsync() : null, network);
        try
        {
            await site._balancer.WaitAsync();
            await site.A.WaitUntilReadyAsync();
            await site.B.WaitUntilReadyAsync();
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Posts outgoing calls of the last days, so that lists have something to scroll.</summary>
    public async Task FillAsync(int count)
    {
        foreach (var number in Enumerable.Range(1, count))
            Assert.Equal(HttpStatusCode.OK, await A.PostAsync(Payload.Call(1_000_000 + number, DateTime.UtcNow.AddHours(-24).AddMinutes(-number))));
    }

    /// <summary>Begins to post.</summary>
    public NodeLoad StartLoad() => new(Url, _authority);

    /// <summary>
    /// Ends the load, waits until both nodes are ready, and fails if they show different calls, or if something acknowledged is not there, or twice.
    /// </summary>
    public async Task AssertNothingLostAsync(NodeLoad load, TimeSpan? longest = null)
    {
        await load.EndAsync();
        foreach (var node in new[] { A, B })
            await node.WaitUntilReadyAsync(longest);
        foreach (var path in new[] { "/api/v1/calls", "/api/v1/deliveries" })
            Assert.Equal(string.Join('\n', (await A.ListAsync(path)).Select(item => item.ToJsonString())), string.Join('\n', (await B.ListAsync(path)).Select(item => item.ToJsonString())));

        var deliveries = (await A.ListAsync("/api/v1/deliveries")).ToDictionary(delivery => delivery["deliveryId"]!.GetValue<long>(), StatusOf);
        var calls = (await A.ListAsync("/api/v1/calls")).CountBy(call => call["cdrId"]!.GetValue<long>()).ToDictionary();
        Assert.All(load.Acknowledged, acknowledged =>
        {
            Assert.Equal(1, calls.GetValueOrDefault(acknowledged.Key));
            Assert.True(deliveries.ContainsKey(acknowledged.Value), $"Delivery {acknowledged.Value} was acknowledged.");
        });

        // Each body is about a call of its own.
        Assert.Equal(calls.Count, deliveries.Values.Count(status => status == "accepted"));
        Assert.All(deliveries.Values, status => Assert.True(status is "accepted" or "duplicate", status));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _balancer.Dispose();
        await A.DisposeAsync();
        await B.DisposeAsync();
        _replica?.Dispose();
        Database.Dispose();
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string StatusOf(JsonNode delivery) => delivery["status"]!.GetValue<string>();

    // Whichever server takes writes is used.
    private Dictionary<string, string> SettingsOf(string host, string balancer) => new()
    {
        ["Superfone:PublicUrl"] = Url.ToString(),
        ["Superfone:Proxies:0"] = balancer,
        ["Superfone:Storage:Provider"] = "postgres",
        ["Superfone:Storage:ConnectionString"] = _replica is null
            ? $"Host={host};Port={Database.Port};Database=superfone;Username=superfone"
            : $"Host={host}:{Database.Port},{host}:{_replica.Port};Target Session Attributes=primary;Database=superfone;Username=superfone",
    };
}
