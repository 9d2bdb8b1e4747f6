using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class MissedCallTests
{
    [Theory]
    [InlineData("INBOUND", "NOANSWER", false, true)]
    [InlineData("INBOUND", "BUSY", false, true)]
    [InlineData("INBOUND", "CONGESTION", false, true)]
    [InlineData("INBOUND", "IVR_DROPPED", false, true)]
    [InlineData("INBOUND", "IVR_ANSWERED", false, false)]
    [InlineData("INBOUND", "IVR_ANSWERED", true, true)]
    [InlineData("INBOUND", "IVR_INVALID_INPUT", false, false)]
    [InlineData("INBOUND", "TELEPORTED", false, false)]
    [InlineData("INBOUND", "TELEPORTED", true, true)]
    [InlineData("INBOUND", "ANSWER", true, false)]
    [InlineData("INBOUND", "BLOCKED", true, false)]
    [InlineData("INBOUND", "RINGING", true, false)]
    [InlineData("OUTBOUND", "NOANSWER", true, false)]
    [InlineData(null, "NOANSWER", true, false)]
    public void Missed_DirectionDispositionAndEvent_DecideTogether(string? type, string disposition, bool isNamed, bool expected)
    {
        List<CallPayload> payloads = [Payloads.Call(1, new JsonObject { ["cdr_call_type"] = type, ["cdr_disposition"] = disposition })];
        if (isNamed)
            payloads.Add(Payloads.Call(2, name: "MISSED_CALL"));

        Assert.Equal(expected, new CallFold(new PhoneBook("IN")).Fold(payloads).Missed);
    }
}
