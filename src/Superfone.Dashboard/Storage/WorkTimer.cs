using System.Diagnostics;

namespace Superfone.Dashboard.Storage;

/// <summary>Measures for how long a thread has been working on one thing, so that another thread can notice that it hangs.</summary>
internal sealed class WorkTimer
{
    private long _startedAt;

    /// <summary>The thread begins with something.</summary>
    public void Start() => Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());

    /// <summary>The thread waits for work.</summary>
    public void Stop() => Volatile.Write(ref _startedAt, 0);

    /// <summary>Whether the thread has been working for longer than a time.</summary>
    public bool IsOver(TimeSpan limit) => Volatile.Read(ref _startedAt) is var startedAt and not 0 && Stopwatch.GetElapsedTime(startedAt) > limit;
}
