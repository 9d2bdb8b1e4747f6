using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Lists;

/// <summary>Calls to show.</summary>
public static class SampleCalls
{
    /// <summary>Ravi called Asha and talked for 142 seconds.</summary>
    public static CallItem Answered { get; } = new()
    {
        CdrId = 9876543,
        Account = "+918000099999",
        Direction = CallDirection.Outbound,
        Disposition = "ANSWER",
        Outcome = Outcome.Answered,
        Missed = false,
        Phone = "+918000000001",
        StartedUtc = new DateTime(2026, 5, 15, 10, 30, 0, DateTimeKind.Utc),
        AnsweredUtc = new DateTime(2026, 5, 15, 10, 30, 8, DateTimeKind.Utc),
        EndedUtc = new DateTime(2026, 5, 15, 10, 32, 30, DateTimeKind.Utc),
        DurationSeconds = 142,
        RingingSeconds = 8,
        Contact = new ContactReference(12345, "Asha Kumar") { BusinessName = "Acme Pvt Ltd", Labels = [new Titled(17, "Hot")] },
        Staff = new StaffReference("Ravi Patel", "+919876543210"),
        Recording = null,
        Summary = new CallSummary("Wants a callback about Pro pricing.", [], MatchedBy.CdrUuid),
    };

    /// <summary>The same, and it can be listened to.</summary>
    public static CallItem Recorded { get; } = Answered with
    {
        Recording = new RecordingItem(RecordingStatus.Stored, "/api/v1/calls/9876543/recording", "audio/wav", 1000, null, null),
    };

    /// <summary>An unknown number called and nobody picked up.</summary>
    public static CallItem Missed { get; } = Answered with
    {
        CdrId = 9876544,
        Direction = CallDirection.Inbound,
        Disposition = "NOANSWER",
        Outcome = Outcome.Missed,
        Missed = true,
        FollowUp = FollowUpState.Open,
        Phone = "+917000011111",
        AnsweredUtc = null,
        DurationSeconds = 0,
        RingingSeconds = 18,
        Contact = null,
        Staff = null,
        Summary = null,
    };
}
