using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The sums by day that analytics read.</summary>
internal sealed class RollupTable(ReadModelWriter writer)
{
    private const string AddCalls =
        """
        INSERT INTO CallCounts (Kind, Day, AccountKey, "Key", Calls, Marked, Inbound, Outbound, Answered, Missed,
            Offered, InboundAnswered, OutboundAnswered, OutboundEnded, TalkSeconds, Rung, RingingSeconds)
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        ON CONFLICT DO UPDATE SET Calls = Calls + excluded.Calls, Marked = Marked + excluded.Marked, Inbound = Inbound + excluded.Inbound, Outbound = Outbound + excluded.Outbound,
            Answered = Answered + excluded.Answered, Missed = Missed + excluded.Missed, Offered = Offered + excluded.Offered,
            InboundAnswered = InboundAnswered + excluded.InboundAnswered, OutboundAnswered = OutboundAnswered + excluded.OutboundAnswered,
            OutboundEnded = OutboundEnded + excluded.OutboundEnded, TalkSeconds = TalkSeconds + excluded.TalkSeconds, Rung = Rung + excluded.Rung, RingingSeconds = RingingSeconds + excluded.RingingSeconds
        """;

    private const string AddTally =
        """
        INSERT INTO Tallies (Kind, Day, "Key", Count, Seconds) VALUES ($0, $1, $2, $3, $4)
        ON CONFLICT DO UPDATE SET Count = Count + excluded.Count, Seconds = Seconds + excluded.Seconds
        """;

    /// <summary>Adds figures, which may be negative, to those of a day. A row without any remaining call is deleted.</summary>
    public void Add(CallCount added)
    {
        writer.Execute(
            AddCalls, (int)added.Kind, added.Day, added.AccountKey, added.Key, added.Calls, added.Marked, added.Inbound, added.Outbound, added.Answered, added.Missed,
            added.Offered, added.InboundAnswered, added.OutboundAnswered, added.OutboundEnded, added.TalkSeconds, added.Rung, added.RingingSeconds);
        if (added.Calls < 0)
        {
            writer.Execute(
                "DELETE FROM CallCounts WHERE Kind = $0 AND Day = $1 AND AccountKey = $2 AND \"Key\" = $3 AND Calls = 0",
                (int)added.Kind, added.Day, added.AccountKey, added.Key);
        }
    }

    /// <summary>Adds a count, which may be negative, to that of a day. A row whose count is 0 is deleted.</summary>
    public void Add(Tally added)
    {
        writer.Execute(AddTally, (int)added.Kind, added.Day, added.Key, added.Count, added.Seconds);
        if (added.Count < 0)
            writer.Execute("DELETE FROM Tallies WHERE Kind = $0 AND Day = $1 AND \"Key\" = $2 AND Count = 0", (int)added.Kind, added.Day, added.Key);
    }
}
