using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Operations.Status;
using Superfone.Dashboard.Operations.Support;

namespace Superfone.Dashboard.Components.Pages.Settings.Status;

/// <summary>Whether everything works, for the owner: what is healthy and what is not, in plain words, and a file for whoever helps.</summary>
public sealed partial class StatusPage(
    StatusBoard board, FaultBoard faults, BackupSchedule backups, BackupState lastBackup, DestinationDirectory destinations, LiveFeed feed, RecentLog log,
    CurrentActor who, TimeProvider time, ILogger<StatusPage> logger) : IDisposable
{
    private const int MostWarnings = 20;

    // Less than this is little for any disk.
    private const int SmallestShare = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(30);

    private SystemStatus? _status;
    private IReadOnlyList<DestinationItem> _destinations = [];
    private IReadOnlyList<RecentEntry> _warnings = [];
    private ITimer? _timer;
    private bool _hasFailed;
    private bool _isReading;

    private static string BundlePath => SupportStage.Path;

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        if (RendererInfo.IsInteractive)
            _timer = time.CreateTimer(_ => InvokeAsync(RefreshAsync), null, Interval, Interval);
    }

    private async Task RefreshAsync()
    {
        if (_isReading)
            return;
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        _isReading = true;
        try
        {
            var actor = await who.GetAsync();
            _status = await board.ReadAsync(actor);
            _destinations = await destinations.ListAsync(actor);
            _hasFailed = false;
        }
        catch (Exception error)
        {
            // Said once: the page asks again every few seconds.
            if (!_hasFailed)
                logger.LogError(error, "The status could not be read");
            _hasFailed = true;
        }

        _warnings = [.. log.Entries.Take(MostWarnings)];
        _isReading = false;
    }

    private IEnumerable<Part> Parts()
    {
        var status = _status!;
        yield return PartOf(StatusSubject.Receiving, status.LastReceivedUtc is { } last ? L["Settings.Status.Receiving.Last", L.Wait(time.GetUtcNow().UtcDateTime - last)] : L["Settings.Status.Receiving.None"]);
        yield return PartOf(StatusSubject.Processing, ProcessingText(status), isGood: status.LagTime < LongestLag && status.SetAside == 0 && !faults.IsComputing, href: "/settings");
        yield return PartOf(StatusSubject.Recordings, status.QueuedRecordings == 0 ? L["Settings.Status.Recordings.None"] : L.Plural("Settings.Status.Recordings.Queued", status.QueuedRecordings));
        if (_destinations.Count > 0)
            yield return Passing();
        var problem = backups.Problem;
        yield return new Part(
            StatusSubject.Backups, problem == BackupProblem.None && lastBackup.LastSuccess is not null,
            problem != BackupProblem.None ? L[$"BackupProblem.{problem}"]
            : lastBackup.LastSuccess is { } made ? L["Settings.Status.Backups.Last", L.Wait(time.GetUtcNow().UtcDateTime - made.AtUtc)]
            : L["Settings.Status.Backups.None"],
            "/settings/backups");
        var share = status.DiskBytes > 0 ? 100 * status.FreeBytes / status.DiskBytes : 0;
        yield return new Part(StatusSubject.Disk, share >= SmallestShare, L["Settings.Status.Disk.Free", L.Size(status.FreeBytes), share], null);
    }

    private Part Passing()
    {
        var failing = _destinations.Count(destination => destination.FailingSinceUtc is not null);
        return new Part(
            StatusSubject.Passing, failing == 0,
            failing > 0 ? L.Plural("Settings.Status.Passing.Failing", failing) : L.Plural("Settings.Status.Passing.Waiting", _destinations.Sum(destination => destination.Waiting)),
            "/destinations");
    }

    private string ProcessingText(SystemStatus status) =>
        status.IsRebuilding || faults.IsComputing ? L["Settings.Status.Processing.Rebuilding"]
        : status.SetAside > 0 ? L.Plural("Settings.Status.Processing.SetAside", status.SetAside)
        : status.Lag is null or 0 ? L["Settings.Status.Processing.UpToDate"]
        : L.Plural("Settings.Status.Processing.Behind", status.Lag.Value);

    private static bool IsGood(NodeStatus node) => node is { IsAlive: true, IsComplete: true, Faults: [] };

    private string NodeText(NodeStatus node) =>
        !node.IsAlive ? L["Settings.Status.Nodes.Gone"]
        : node.Faults is [var fault, ..] ? TextOf(fault)
        : !node.IsComplete ? L["Settings.Status.Processing.Rebuilding"]
        : node.Behind == 0 ? L["Settings.Status.Processing.UpToDate"]
        : L.Plural("Settings.Status.Processing.Behind", node.Behind);

    private Part PartOf(StatusSubject name, string text, bool isGood = true, string? href = null)
    {
        var fault = faults.FaultOf(name);
        return fault is null
            ? new Part(name, isGood, text, isGood ? null : href)
            : new Part(name, false, TextOf(fault), href);
    }

    private string TextOf(FaultItem fault) => $"{L[$"StoragePart.{fault.Part}"]} {(fault.IsMending ? "" : L[$"StorageCause.{fault.Cause}"].Value)}";

    private sealed record Part(StatusSubject Name, bool IsGood, string Text, string? Href);
}
