using System.Data.Common;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Mail;
using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Notifications.Alerts;

/// <summary>What is wrong now, and since when. The beginnings are stored, so that nobody is told again after a restart.</summary>
internal sealed class LastingStates(
    StoppedEvents stopped, SilenceQueries silence, RecordingTable recordings, IOptionsMonitor<RecordingOptions> options, BackupSchedule backups, FaultBoard faults, NodeBoard nodes,
    MailRecordTable table, PrimaryWriter writer)
    : IDisposable
{
    /// <summary>The name of the state in which no event comes at all.</summary>
    public const string Silence = "silence";

    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(5);

    // What comes and goes, such as a disk that is almost full, is one state.
    private static readonly TimeSpan Gap = TimeSpan.FromHours(1);

    private static readonly TimeSpan EndingSoon = TimeSpan.FromDays(1);
    private static readonly TimeSpan DownloadGrace = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, DateTime> _began = [];
    private IReadOnlyList<CurrentState> _now = [];
    private DateTime _readUtc;

    /// <summary>What is wrong now.</summary>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<CurrentState>> ReadAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if ((nowUtc - _readUtc).Duration() >= Validity)
            {
                var found = await FindAsync(nowUtc, cancellation);
                await BeginAsync([.. found.Select(state => state.Name)], nowUtc);
                (_now, _readUtc) = ([.. found.Select(state => state with { BeganUtc = _began[state.Name] })], nowUtc);
            }

            return _now;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<List<CurrentState>> FindAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        List<CurrentState> found =
        [
            .. faults.Faults.Concat(nodes.Others.SelectMany(node => node.Report.Faults).Select(FaultItem.Of)).Where(fault => !fault.IsMending).DistinctBy(fault => fault.Part)
                .Select(fault => new CurrentState(NotificationKind.Fault, $"fault-{fault.Part}", "/") { Subject = fault.Part, Cause = fault.Cause }),
        ];
        if (backups.Problem is not (BackupProblem.None or BackupProblem.Weakened) and var problem)
            found.Add(new CurrentState(NotificationKind.BackupOverdue, "backup", "/settings/backups") { Subject = $"{problem}" });
        try
        {
            foreach (var silent in await stopped.Now.ReadAsync(cancellation))
                found.Add(new CurrentState(NotificationKind.EventsStopped, $"stopped-{silent.Event}", "/completeness") { Subject = silent.Event, SinceUtc = silent.LastUtc });
            if (await silence.SinceAsync(Visibility.Everything, cancellation) is { } lastUtc)
                found.Add(new CurrentState(NotificationKind.EventsStopped, Silence, "/completeness") { SinceUtc = lastUtc });
            if (options.CurrentValue.Enabled && await Task.Run(() => recordings.CountEnding(nowUtc - DownloadGrace, nowUtc + EndingSoon), cancellation) is > 0 and var count)
                found.Add(new CurrentState(NotificationKind.RecordingsEnding, "recordings", "/completeness") { Count = count });
        }
        catch (DbException) when (found.Count > 0)
        {
            // A database that cannot be read is among the faults, which must be told nevertheless.
        }

        return found;
    }

    private async Task BeginAsync(IReadOnlyList<string> names, DateTime nowUtc)
    {
        if (names.Count == 0)
        {
            _began.Clear();
            return;
        }

        try
        {
            var began = await writer.RunAsync(() => table.RecordSeen(names, nowUtc, Gap));
            _began.Clear();
            foreach (var (name, utc) in began)
                _began[name] = utc;
        }
        catch (DbException)
        {
            foreach (var name in names)
                _began.TryAdd(name, nowUtc);
        }
    }
}

/// <summary>Something that is wrong now.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">What identifies it; without names and numbers.</param>
/// <param name="Path">The page that helps.</param>
internal sealed record CurrentState(NotificationKind Kind, string Name, string Path)
{
    /// <summary>What it is about: an event, a problem or a part.</summary>
    public string? Subject { get; init; }

    /// <summary>Why, of a fault.</summary>
    public string? Cause { get; init; }

    /// <summary>Since when nothing has come, UTC.</summary>
    public DateTime? SinceUtc { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>The time at which it was first noticed, UTC.</summary>
    public DateTime BeganUtc { get; init; }
}
