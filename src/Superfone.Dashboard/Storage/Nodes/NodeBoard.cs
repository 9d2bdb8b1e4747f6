using System.Data.Common;
using System.Net.Sockets;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>
/// Which nodes use the database, and how each of them is: each writes its row every two seconds, by the server's clock. With SQLite there is only
/// this one.
/// </summary>
public sealed class NodeBoard : BackgroundService
{
    /// <summary>For how long a node may be behind another one before people are better served there.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly NodeTable? _table;
    private readonly NodeIdentity _self;
    private readonly ProjectionProgress _projection;
    private readonly StorageFaults _faults;
    private readonly TimeProvider _time;
    private volatile IReadOnlyList<NodeItem> _nodes = [];
    private volatile Reached? _reached;

    internal NodeBoard(NodeTable? table, NodeIdentity self, ProjectionProgress projection, StorageFaults faults, TimeProvider time) =>
        (_table, _self, _projection, _faults, _time) = (table, self, projection, faults, time);

    /// <summary>Which of them this one is.</summary>
    public NodeIdentity Self => _self;

    /// <summary>The nodes of the last day, this one as well, by name; none before the first look.</summary>
    public IReadOnlyList<NodeItem> Nodes => _nodes;

    /// <summary>Whether other nodes may use the database.</summary>
    public bool IsShared => _table is not null;

    /// <summary>Whether another node has used the database in the last day: what is not on this computer's disk may be on its one.</summary>
    public bool HasOthers => _nodes.Any(node => node.Name != _self.Name || (node.IsAlive && node.Id != _self.Id));

    /// <summary>Whether another node shows everything, so that people can go there while this one does not.</summary>
    public bool IsServedElsewhere => CompleteOthers.Any();

    /// <summary>Whether this node has not come in <see cref="Patience"/> to where another one was.</summary>
    public bool IsBehind => _reached is { } reached && !HasReached(reached) && _time.GetElapsedTime(reached.At) > Patience && IsServedElsewhere;

    /// <summary>Whether another node shows more than this one, so that work which looks at what is shown belongs there.</summary>
    public bool ShowsLess => IsBehind || (_projection.Status is { IsIncomplete: true } or { Error: not null } && IsServedElsewhere);

    /// <summary>The other nodes that were seen in the last seconds.</summary>
    public IEnumerable<NodeItem> Others => _nodes.Where(node => node.IsAlive && node.Id != _self.Id);

    private IEnumerable<NodeItem> CompleteOthers => Others.Where(node => node.Report.IsComplete);

    /// <summary>Looks which of the other nodes that run still show what the log has lost since.</summary>
    /// <param name="epoch">The epoch of the log in which it is lost.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Their names.</returns>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<string>> FindBeforeAsync(long epoch, CancellationToken cancellation)
    {
        if (_table is not null)
            await LookAsync(_table, cancellation);
        return [.. Others.Where(node => node.Report.LogEpoch < epoch).Select(node => node.Name)];
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => _table?.RemoveAsync(_self.Id) ?? Task.CompletedTask);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_table is null)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(() => LookAsync(_table, stoppingToken));
            await Task.Delay(Interval, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(NodeTable nodes, CancellationToken stopping)
    {
        var status = _projection.Status;
        var report = new NodeReport(
            status.ProjectedDeliveryId, status is { Error: null, IsIncomplete: false }, status.LogEpoch,
            [.. _faults.Now.Where(fault => !fault.IsMending)]);
        _nodes = await nodes.ExchangeAsync(_self, report, stopping);
        if (_reached is null || HasReached(_reached))
        {
            _reached = new Reached(
                CompleteOthers.Select(node => node.Report.ProjectedDeliveryId).DefaultIfEmpty().Max(), CompleteOthers.Select(node => node.Report.LogEpoch).DefaultIfEmpty().Max(),
                _time.GetTimestamp());
        }
    }

    private bool HasReached(Reached reached) => _projection.Status is var status && status.ProjectedDeliveryId >= reached.DeliveryId && status.LogEpoch >= reached.LogEpoch;

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (error is DbException or OperationCanceledException or TimeoutException or SocketException)
        {
            // Whether the database can be reached is told elsewhere.
        }
    }

    // Where the others were at some time.
    private sealed record Reached(long DeliveryId, long LogEpoch, long At);
}

/// <summary>A node.</summary>
/// <param name="Id">See <see cref="NodeIdentity.Id"/>.</param>
/// <param name="Name">See <see cref="NodeIdentity.Name"/>.</param>
/// <param name="Version">Its version.</param>
/// <param name="StartedUtc">When it started, UTC.</param>
/// <param name="Report">How it was when it was last seen.</param>
/// <param name="IsAlive">Whether it was seen in the last seconds.</param>
public sealed record NodeItem(string Id, string Name, string Version, DateTime StartedUtc, NodeReport Report, bool IsAlive);

/// <summary>What a node says of itself.</summary>
/// <param name="ProjectedDeliveryId">The last delivery that its pages show.</param>
/// <param name="IsComplete">Whether they show everything up to there.</param>
/// <param name="LogEpoch">The epoch of the log from which they are computed.</param>
/// <param name="Faults">What does not work on it.</param>
public sealed record NodeReport(long ProjectedDeliveryId, bool IsComplete, long LogEpoch, IReadOnlyList<StorageFault> Faults);
