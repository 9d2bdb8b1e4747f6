namespace Superfone.Dashboard.Components.Player;

/// <summary>
/// What plays in this circuit's browser. The browser decides, at once and without asking; it reports here what it has done, so that
/// each button knows whether it shows "listen" or "pause".
/// </summary>
public sealed class PlayerState
{
    private readonly Dictionary<long, PlayFailure> _failures = [];

    /// <summary>What happened last.</summary>
    public PlayerReport Now { get; private set; } = PlayerReport.Closed;

    /// <summary>Something else plays, or nothing.</summary>
    public event Action? Changed;

    /// <summary>The recording of a call was played for most of its length.</summary>
    public event Action<long>? Heard;

    /// <summary>Whether a call's recording can be heard now.</summary>
    public bool IsPlaying(long cdrId) => Now.IsPlaying && Now.Track?.CdrId == cdrId;

    /// <summary>Why a call's recording was not heard when it was last tried; <see langword="null"/> where nothing went wrong.</summary>
    public PlayFailure? FailureOf(long cdrId) => _failures.TryGetValue(cdrId, out var failure) ? failure : null;

    /// <summary>Takes over what the browser says.</summary>
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

    /// <summary>Tells that a recording was heard.</summary>
    public void MarkHeard(long cdrId) => Heard?.Invoke(cdrId);
}
