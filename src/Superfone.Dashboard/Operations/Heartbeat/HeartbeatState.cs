namespace Superfone.Dashboard.Operations.Heartbeat;

/// <summary>How the last calls of the heartbeat went since the start.</summary>
public sealed class HeartbeatState
{
    private volatile HeartbeatCall? _last;
    private volatile HeartbeatCall? _success;

    /// <summary>The last call, or why there was none; <see langword="null"/> before the first.</summary>
    public HeartbeatCall? Last => _last;

    /// <summary>The time of the last call that was answered, UTC; <see langword="null"/> if there was none.</summary>
    public DateTime? LastSuccessUtc => _success?.AtUtc;

    internal void Ended(HeartbeatCall call)
    {
        _last = call;
        if (call.Result == HeartbeatResult.Answered)
            _success = call;
    }

    internal void Forget() => (_last, _success) = (null, null);
}

/// <summary>A call of the heartbeat.</summary>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Status">The HTTP status, if there was an answer.</param>
public sealed record HeartbeatCall(DateTime AtUtc, HeartbeatResult Result, int? Status = null);

/// <summary>What became of a call of the heartbeat.</summary>
public enum HeartbeatResult
{
    /// <summary>It was answered with a status from 200 to 299.</summary>
    Answered,

    /// <summary>It was answered with another status.</summary>
    Refused,

    /// <summary>Nobody answered in time.</summary>
    Unreachable,

    /// <summary>The address is on a private network, which is not allowed.</summary>
    Private,

    /// <summary>It was not called, because not all is well.</summary>
    Withheld,
}
