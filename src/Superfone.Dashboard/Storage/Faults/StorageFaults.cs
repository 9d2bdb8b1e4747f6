namespace Superfone.Dashboard.Storage.Faults;

/// <summary>
/// What does not work now, as reported by those who try: health checks and pages ask here. The log gets one line when something stops working and
/// one when it works again, however often it fails in between.
/// </summary>
public sealed class StorageFaults(DataDirectory directory, TimeProvider time, ILogger<StorageFaults> logger)
{
    // A disk that is almost full accepts small deliveries and refuses long ones.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<StoragePart, Logged> _logged = [];
    private volatile IReadOnlyList<StorageFault> _now = [];

    /// <summary>Raised, on any thread, when something stops working or works again.</summary>
    public event Action? Changed;

    /// <summary>What does not work, the worst first.</summary>
    public IReadOnlyList<StorageFault> Now => _now;

    /// <summary>Why a part does not work; <see langword="null"/> if it does.</summary>
    public StorageFault? Of(StoragePart part)
    {
        foreach (var fault in _now)
        {
            if (fault.Part == part)
                return fault;
        }

        return null;
    }

    /// <summary>Reports that a part failed.</summary>
    /// <param name="part">The part.</param>
    /// <param name="error">The error.</param>
    /// <param name="lost">The number of deliveries that were refused.</param>
    public void Report(StoragePart part, Exception error, int lost = 0)
    {
        var fault = new StorageFault(part, StorageCauses.Of(error, directory.Path));
        var isNew = false;
        lock (_lock)
        {
            isNew = Of(part) != fault;
            if (isNew)
                _now = [.. _now.Where(other => other.Part != part).Append(fault).OrderBy(other => other.Part)];
            Log(fault, error, lost);
        }

        if (isNew)
            Changed?.Invoke();
    }

    /// <summary>Reports that a part works.</summary>
    public void Clear(StoragePart part)
    {
        if (Of(part) is not { } fault)
            return;
        lock (_lock)
        {
            _now = [.. _now.Where(other => other.Part != part)];
            if (_logged[part] is { IsOpen: true } logged)
            {
                _logged[part] = logged with { IsOpen = false, Lost = 0 };
                logger.LogInformation("{End}", fault.DescribeEnd(logged.Lost));
            }
        }

        Changed?.Invoke();
    }

    private void Log(StorageFault fault, Exception error, int lost)
    {
        var last = _logged.GetValueOrDefault(fault.Part);
        var lostSoFar = lost + (last?.Lost ?? 0);
        if (last?.Cause == fault.Cause && (last.IsOpen || time.GetElapsedTime(last.At) < Silence))
        {
            _logged[fault.Part] = last with { Lost = lostSoFar };
            return;
        }

        _logged[fault.Part] = new Logged(fault.Cause, time.GetTimestamp(), true, lostSoFar);
        logger.LogError(fault.Cause == StorageCause.Unexpected ? error : null, "{Fault} ({Reason})", fault.Describe(directory.Path), Configuration.OneLine.Of(error.Message));
    }

    private sealed record Logged(StorageCause Cause, long At, bool IsOpen, long Lost);
}
