using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Tests.Storage.ReadModel;

/// <summary>Whoever wrote to the log can wait until the read model includes it.</summary>
public sealed class ProjectionProgressTests
{
    // A wait that is never completed fails its test instead of hanging the run.
    private const int LongestMilliseconds = 30_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly ProjectionProgress _progress;

    public ProjectionProgressTests() => _progress = new(_time);

    [Fact(Timeout = LongestMilliseconds)]
    public async Task Wait_PositionAlreadyReached_CompletesAtOnce()
    {
        _progress.Report(new(3, 0));

        Assert.True(await WaitForDecisionAsync(3, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = LongestMilliseconds)]
    public async Task Wait_PositionReportedLater_CompletesWithThatReport()
    {
        var (third, fourth) = (WaitForDecisionAsync(3, TestContext.Current.CancellationToken), WaitForDecisionAsync(4, TestContext.Current.CancellationToken));

        _progress.Report(new(2, 0));
        Assert.False(third.IsCompleted);
        _progress.Report(new(3, 0));

        Assert.True(await third);
        Assert.False(fourth.IsCompleted);
    }

    [Fact(Timeout = LongestMilliseconds)]
    public async Task Wait_PositionNeverReported_EndsWithTheTimeout()
    {
        var waiting = WaitForDecisionAsync(3, TestContext.Current.CancellationToken);

        _time.Advance(Timeout);

        Assert.False(await waiting);
    }

    [Fact(Timeout = LongestMilliseconds)]
    public async Task Wait_Cancelled_Throws()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var waiting = WaitForDecisionAsync(3, leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<bool> WaitForDecisionAsync(long id, CancellationToken cancellation) =>
        _progress.WaitAsync(position => position.DecisionId >= id, Timeout, cancellation);
}
