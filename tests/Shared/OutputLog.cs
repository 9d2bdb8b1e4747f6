using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Writes errors that an application logs into the output of the test that started it, which is shown if the test fails.</summary>
internal sealed class OutputLog : ILoggerProvider, ILogger
{
    private readonly ITestOutputHelper? _output = TestContext.Current.TestOutputHelper;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error && _output is not null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        try
        {
            _output!.WriteLine($"{DateTime.UtcNow:HH:mm:ss.fff} {formatter(state, exception)} {exception}");
        }
        catch (InvalidOperationException)
        {
            // The test is over, and the application is still stopping.
        }
    }

    public void Dispose()
    {
    }
}
