using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The sums by day that analytics read.</summary>
internal sealed class RollupTable(ReadModelWriter writer)
{
    private static readonly IReadOnlyList<(string Name, Func<CallFigures, long> Value)> Figures =
        [.. CallCount.FigureProperties.Select(figure => (figure.Name, figure.GetMethod!.CreateDelegate<Func<CallFigures, long>>()))];

    private static readonly string AddCalls =
        $"""
        INSERT INTO CallCounts (Kind, Day, AccountKey, "Key", {string.Join(", ", Figures.Select(figure => figure.Name))})
        VALUES (?1, ?2, ?3, ?4, {string.Join(", ", Figures.Select((_, index) => $"?{index + 5}"))})
        ON CONFLICT DO UPDATE SET {string.Join(", ", Figures.Select(figure => $"{figure.Name} = {figure.Name} + excluded.{figure.Name}"))}
        """;

    private const string AddTally =
        """
        INSERT INTO Tallies (Kind, Day, "Key", Count, Seconds) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET Count = Count + excluded.Count, Seconds = Seconds + excluded.Seconds
        """;

    /// <summary>Adds figures, which may be negative, to those of a day. A row without any remaining call is deleted.</summary>
    public void Add(CallCount added)
    {
        writer.Execute(
            AddCalls, [(int)added.Kind, added.Day, added.AccountKey, added.Key, .. Figures.Select(figure => (object?)figure.Value(added.Figures))]);
        if (added.Figures.Calls < 0)
        {
            writer.Execute(
                "DELETE FROM CallCounts WHERE Kind = ?1 AND Day = ?2 AND AccountKey = ?3 AND \"Key\" = ?4 AND Calls = 0",
                (int)added.Kind, added.Day, added.AccountKey, added.Key);
        }
    }

    /// <summary>Adds a count, which may be negative, to that of a day. A row whose count is 0 is deleted.</summary>
    public void Add(Tally added)
    {
        writer.Execute(AddTally, (int)added.Kind, added.Day, added.Key, added.Count, added.Seconds);
        if (added.Count < 0)
            writer.Execute("DELETE FROM Tallies WHERE Kind = ?1 AND Day = ?2 AND \"Key\" = ?3 AND Count = 0", (int)added.Kind, added.Day, added.Key);
    }
}
