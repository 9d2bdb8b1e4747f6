using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class MissedReasonTests
{
    // 15:30 and 20:30 in India, on a Tuesday.
    private static readonly DateTime AtWork = new(2026, 1, 27, 10, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime InTheEvening = new(2026, 1, 27, 15, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("OOO_DROP", 30, MissedReason.AfterHours)]
    [InlineData(" ooo_drop", null, MissedReason.AfterHours)]
    [InlineData("BUSY", 3, MissedReason.Busy)]
    [InlineData("CONGESTION", 3, MissedReason.Failed)]
    [InlineData("IVR_DROPPED", 3, MissedReason.Ivr)]
    [InlineData("NOANSWER", 9, MissedReason.Abandoned)]
    [InlineData("NOANSWER", 10, MissedReason.NotPickedUp)]
    [InlineData("NOANSWER", null, MissedReason.NotPickedUp)]
    [InlineData("SOMETHING_NEW", 9, MissedReason.Abandoned)]
    public void Of_TellsTheFirstReasonThatApplies(string disposition, int? ringingSeconds, MissedReason expected)
    {
        Assert.Equal(expected, Of(disposition, AtWork, ringingSeconds, "09:30-18:30"));
        Assert.Equal(expected, Of(disposition, InTheEvening, ringingSeconds, ""));
        Assert.Equal(MissedReason.AfterHours, Of(disposition, InTheEvening, ringingSeconds, "09:30-18:30"));
    }

    [Fact]
    public void Of_ACallWithoutAStart_IsNotAfterHours() => Assert.Equal(MissedReason.NotPickedUp, Of("NOANSWER", null, 20, "09:30-18:30"));

    private static MissedReason Of(string disposition, DateTime? startedUtc, int? ringingSeconds, string hours) => MissedReasons.Of(
        disposition, Outcomes.Of(disposition), startedUtc, ringingSeconds, WorkingHoursTests.Of("Asia/Kolkata", [], (DayOfWeek.Tuesday, hours)), TimeSpan.FromSeconds(10));
}
