using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Recordings.Download;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class RetryScheduleTests
{
    private static readonly DateTime Now = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(5, 480)]
    [InlineData(10, 15_360)]
    [InlineData(11, 21_600)]
    [InlineData(4000, 21_600)]
    public void Next_FarFromTheEnd_DoublesWithJitterUpToSixHours(int attempts, int seconds)
    {
        var waits = Enumerable.Range(0, 50).Select(_ => (Next(TimeSpan.FromDays(7), attempts) - Now).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, seconds * 0.75, seconds));
        Assert.True(waits.Distinct().Count() > 1);
    }

    [Fact]
    public void Next_BeyondTheEnd_IsJustBeforeIt() => Assert.Equal(Now.AddMinutes(58), Next(TimeSpan.FromHours(1), 20));

    [Fact]
    public void Next_InTheLastMinutes_GoesOnWhileThereIsTime()
    {
        Assert.InRange(Next(TimeSpan.FromMinutes(1), 1), Now.AddSeconds(22), Now.AddSeconds(30));
        Assert.Equal(Now.AddMinutes(1), Next(TimeSpan.FromMinutes(1), 20));
    }

    private static DateTime Next(TimeSpan left, int attempts) => new RetrySchedule(new FixedOptions<RecordingOptions>(new RecordingOptions
    {
        Enabled = true,
        AllowedHosts = [],
        AllowPrivateNetworks = false,
        MaxBytes = 1,
        Concurrency = 1,
        RetryDelay = TimeSpan.FromSeconds(30),
        StallTimeout = TimeSpan.FromSeconds(30),
        ReserveBytes = 0,
    })).Next(Now, Now + left, attempts);
}
