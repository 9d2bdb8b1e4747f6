using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class OutcomeTests
{
    // The table as it stands in the rules.
    private const string Table = """
        Answered ANSWER BACKUP_ANSWER BACKUP_ENDED FORWARDED
        Missed NOANSWER CANCEL BACKUP_MISSED BACKUP_NOANSWER BACKUP_CANCEL OOO_DROP DROP_CALL STICKY_AGENT_DROP
        Busy BUSY BACKUP_BUSY REJECTED
        Ivr IVR_ANSWERED IVR_DROPPED IVR_INVALID_INPUT
        Failed CONGESTION CHANUNAVAIL OUTBOUND_CHANUNAVAIL INBOUND_CHANUNAVAIL BLINDTRANSFER_CHANUNAVAIL UNALLOCATED BACKUP_FAILED UNKNOWN UNKNOWN_BY_SYSTEM
        Blocked BLOCKED NOT_ALLOWED DONTCALL TORTURE SUBSCRIPTION_EXPIRED TRIAL_INTERNATIONAL APP_UNINSTALLED
        InProgress RINGING ACTIVE CREATED SENT_TO_BACKUP BACKUP_RINGING BACKUP_ACTIVE
        Other DEMO_CALL NORMAL_CALL_FLOW
        """;

    private static readonly Dictionary<string, Outcome> Expected = Table.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(words => words[1..].Select(name => (Name: name, Outcome: Enum.Parse<Outcome>(words[0]))))
        .ToDictionary(entry => entry.Name, entry => entry.Outcome);

    public static TheoryData<string> Documented { get; } = new(Dispositions.All);

    [Theory]
    [MemberData(nameof(Documented))]
    public void Of_DocumentedDisposition_IsThatOfTheTable(string disposition) =>
        Assert.Equal(Expected[disposition], Outcomes.Of(disposition));

    [Fact]
    public void Dispositions_All_AreThoseOfTheTable() => Assert.Equal(Expected.Keys.Order(), Dispositions.All.Order());

    [Theory]
    [InlineData("TELEPORTED")]
    [InlineData("")]
    [InlineData(null)]
    public void Of_UnknownDisposition_IsOther(string? disposition) => Assert.Equal(Outcome.Other, Outcomes.Of(disposition));
}
