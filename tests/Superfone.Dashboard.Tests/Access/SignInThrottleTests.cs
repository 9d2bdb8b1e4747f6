using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Access.SignIn;

namespace Superfone.Dashboard.Tests.Access;

public sealed class SignInThrottleTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(_time);

    [Fact]
    public void Begin_AttemptsThatAreStillBeingChecked_Count()
    {
        var waits = Enumerable.Range(0, 6).Select(_ => _throttle.Begin(new SignInAttempt("10.0.0.1", "asha", null))).ToList();

        Assert.All(waits[..5], wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.Equal(TimeSpan.FromSeconds(2), waits[5]);
    }

    [Fact]
    public void Begin_FromManyAddressesOfOneIpv6Network_IsOneAddress()
    {
        for (var attempt = 0; attempt < 20; attempt++)
            Assert.Equal(TimeSpan.Zero, _throttle.Begin(new SignInAttempt($"2001:db8:1:2::{attempt:x}", $"user {attempt}", null)));

        Assert.NotEqual(TimeSpan.Zero, _throttle.Begin(new SignInAttempt("2001:db8:1:2:ffff::1", "another", null)));
        Assert.Equal(TimeSpan.Zero, _throttle.Begin(new SignInAttempt("2001:db8:1:3::1", "another", null)));
    }

    [Fact]
    public void Begin_AFewMistakesADay_NeverAddUp()
    {
        for (var mistake = 0; mistake < 200; mistake++)
        {
            Assert.Equal(TimeSpan.Zero, _throttle.Begin(new SignInAttempt("10.0.0.1", $"user {mistake}", null)));
            _time.Advance(TimeSpan.FromHours(2));
        }
    }

    [Fact]
    public void Succeed_FromAnOffice_TakesBackItsOwnAttemptOnly()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var right = new SignInAttempt("10.0.0.1", $"user {attempt}", null);
            Assert.Equal(TimeSpan.Zero, _throttle.Begin(right));
            _throttle.Succeed(right);
        }

        for (var guess = 0; guess < 20; guess++)
            Assert.Equal(TimeSpan.Zero, _throttle.Begin(new SignInAttempt("10.0.0.1", $"guessed {guess}", null)));
        _throttle.Succeed(new SignInAttempt("10.0.0.1", "known", null));
        Assert.Equal(TimeSpan.Zero, _throttle.Begin(new SignInAttempt("10.0.0.1", "next", null)));
        Assert.NotEqual(TimeSpan.Zero, _throttle.Begin(new SignInAttempt("10.0.0.1", "last", null)));
    }
}
