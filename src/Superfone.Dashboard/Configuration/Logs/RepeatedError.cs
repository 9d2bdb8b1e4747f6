namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>
/// The error of something that is tried again and again: it is worth a line in the log when it begins and when it changes, not each time.
/// Any thread may ask.
/// </summary>
internal sealed class RepeatedError
{
    private string? _last;

    /// <summary>Whether an error is to be logged: it is another one than that of the last attempt.</summary>
    public bool IsNew(Exception error) => Interlocked.Exchange(ref _last, error.Message) != error.Message;

    /// <summary>It has worked: the next error is new, whatever it is.</summary>
    public void End() => Volatile.Write(ref _last, null);
}
