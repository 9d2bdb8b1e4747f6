using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Ingest.Webhook;

namespace Superfone.Dashboard.Tests.Ingest.Webhook;

public sealed class RefusalLogTests : IDisposable
{
    private const string Reason = "it bears no valid secret";

    private readonly FakeTimeProvider _time = new();
    private readonly KeptLog _kept = new();
    private readonly ILoggerFactory _loggers;
    private readonly RefusalLog _log;

    public RefusalLogTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_kept));
        _log = new RefusalLog(_time, _loggers.CreateLogger<RefusalLog>());
    }

    public void Dispose()
    {
        _log.Dispose();
        _loggers.Dispose();
    }

    [Fact]
    public void Add_ManyOfAKind_LogsTheFirstAndOneLineAMinute()
    {
        for (var count = 0; count < 1000; count++)
            _log.Add(Reason, IPAddress.Parse($"10.0.0.{count % 50}"));
        Assert.Contains("10.0.0.0", Assert.Single(_kept.Lines), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _kept.Lines.Count);
        Assert.StartsWith("999 more posts", _kept.Lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5 and others", _kept.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Add_OfAnotherKind_IsLoggedByItself()
    {
        _log.Add(Reason, IPAddress.Loopback);
        _log.Add("it is longer than 10 bytes", IPAddress.Loopback);

        Assert.Equal(2, _kept.Lines.Count);
    }

    [Fact]
    public void Add_AfterAQuietMinute_IsLoggedAtOnceAgain()
    {
        _log.Add(Reason, IPAddress.Loopback);
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Single(_kept.Lines);

        _log.Add(Reason, IPAddress.IPv6Loopback);

        Assert.Equal(2, _kept.Lines.Count);
    }

    [Fact]
    public void Add_DuringAnAttackThatLasts_IsOneLineForEachMinute()
    {
        for (var minute = 0; minute < 10; minute++)
        {
            for (var post = 0; post < 60; post++)
                _log.Add(Reason, null);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(11, _kept.Lines.Count);
        Assert.StartsWith("60 more posts", _kept.Lines[^1], StringComparison.Ordinal);
    }
}
