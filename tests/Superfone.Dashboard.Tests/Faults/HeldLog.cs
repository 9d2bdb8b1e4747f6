using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>Holds the thread that logs a message, to look at the application just then.</summary>
/// <param name="text">What the message contains.</param>
internal sealed class HeldLog(string text) : ILoggerProvider, ILogger
{
    private readonly ManualResetEventSlim _mayGoOn = new(initialState: true);
    private volatile bool _isReached;

    /// <summary>Whether a thread is held.</summary>
    public bool IsReached => _isReached;

    /// <summary>Holds from now on.</summary>
    /// <returns>Lets it go on.</returns>
    public IDisposable Hold()
    {
        _mayGoOn.Reset();
        return new Held(this);
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (_mayGoOn.IsSet || !formatter(state, exception).Contains(text, StringComparison.Ordinal))
            return;
        _isReached = true;
        _mayGoOn.Wait();
    }

    /// <inheritdoc/>
    public void Dispose() => _mayGoOn.Set();

    private sealed class Held(HeldLog log) : IDisposable
    {
        public void Dispose() => log.Dispose();
    }
}
