namespace Superfone.Dashboard.Components.Player;

/// <summary>
/// The state of the player in this circuit's browser. The browser decides, at once and without asking; it reports here what it has done, so
/// that each button knows whether to show "listen" or "pause".
/// </summary>
public sealed class PlayerState
{
    private readonly Dictionary<long, PlayFailure> _failures = [];

    /// <summary>The last report.</summary>
    public PlayerReport Now { get; private set; } = PlayerReport.Closed;

    /// <summary>Raised when the playback changes.</summary>
    public event Action? Changed;

    /// <summary>Raised when the recording of a call was played for most of its length.</summary>
    public event Action<long>? Heard;

    /// <summary>Whether a call's recording is playing now.</summary>
    public bool IsPlaying(long cdrId) => Now.IsPlaying && Now.Track?.CdrId == cdrId;

    /// <summary>
    /// The reason why a call's recording could not be heard when it was last tried; <see langword="null"/> if there was no problem.
    /// </summary>
    public PlayFailure? FailureOf(long cdrId) => _failures.TryGetValue(cdrId, out var failure) ? failure : null;

    /// <summary>Applies a report of the browser.</summary>
    public void Report(PlayerReport report)
    {
        if (report == Now)
            return;
        Now = report;
        if (report is { Track: { } failed, Failure: { } failure })
            _failures[failed.CdrId] = failure;
        else if (report is { Track: { } played, IsPlaying: true })
            _failures.Remove(played.CdrId);
        Changed?.Invoke();
    }

    /// <summary>Reports that a recording was heard.</summary>
    public void MarkHeard(long cdrId) => Heard?.Invoke(cdrId);
}
