using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Operations.Backups;

namespace Superfone.Dashboard.Components.Pages.Settings.Backups;

/// <summary>Where and when backups are made, which there are, and whether they can be restored.</summary>
public sealed partial class BackupsPage(
    BackupJob job, BackupState state, BackupSchedule schedule, IOptionsMonitor<BackupOptions> options, IOptionsMonitor<RecordingOptions> recordings, CurrentActor who, TimeProvider time, ILogger<BackupsPage> logger)
{
    private const int MostProblems = 5;
    private const int MostBackups = 40;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private IReadOnlyList<BackupItem>? _backups;
    private BackupProgress? _running;
    private ITimer? _timer;
    private string? _problem;

    private string? Directory => options.CurrentValue.Directory;

    private bool IsEncrypted => options.CurrentValue.Passphrase is not null;

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _running = job.Running;
        await LoadAsync();
        if (RendererInfo.IsInteractive)
            _timer = time.CreateTimer(_ => InvokeAsync(RefreshAsync), null, Interval, Interval);
    }

    private async Task LoadAsync()
    {
        try
        {
            _backups = await job.ListAsync();
        }
        catch (Exception error)
        {
            logger.LogError(error, "The backups could not be listed");
            _problem = L["Settings.Backups.NotListed"];
        }
    }

    private async Task RefreshAsync()
    {
        var before = _running;
        _running = job.Running;
        if (_running == before)
            return;
        if (_running is null)
            await LoadAsync();
        StateHasChanged();
    }

    // It goes on when the page is closed.
    private async Task RunAsync(bool drills)
    {
        _problem = null;
        try
        {
            _running = new BackupProgress(IsDrill: false);
            await job.RunAsync(drills, await who.GetAsync());
        }
        catch (Exception error) when (error is not ConfirmationRequiredException)
        {
            logger.LogError(error, "A backup could not be made");
            _problem = L["Settings.Backups.NotMade"];
        }

        _running = job.Running;
        await LoadAsync();
    }

    private string? ReasonOf(BackupProblem problem) => problem switch
    {
        BackupProblem.Failed => state.LastFailure?.Reason,
        BackupProblem.None or BackupProblem.Overdue or BackupProblem.DrillFailed or BackupProblem.Weakened => null,
    };

    private string NameOf(BackupProgress running) => L[running.IsDrill ? "Settings.Backups.Drilling" : "Settings.Backups.Running"];
}
