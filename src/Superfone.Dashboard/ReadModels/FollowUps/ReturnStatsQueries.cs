using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel;
using CultureInfo = System.Globalization.CultureInfo;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>
/// Computes the times until somebody talks to missed callers again. The database counts them: it returns one row for each day, hour and agent,
/// however many callers there were.
/// </summary>
public sealed class ReturnStatsQueries(IDbContextFactory<ReadModelContext> contexts, BusinessCalendar calendar, BusinessHours hours, PhoneBook phones, TimeProvider time)
{
    private const double MinutesOfHour = 60;

    // What is counted, and by what. Only those who were returned have an agent.
    private static readonly string All = $"SELECT {Part.All:D} AS Part, NULL AS Key, * FROM Callers";
    private static readonly string Parts =
        $"""
        {All}
        UNION ALL SELECT {Part.Day:D}, {ReturnFunctions.Day}(Id), * FROM Callers
        UNION ALL SELECT {Part.Hour:D}, {ReturnFunctions.Hour}(Id), * FROM Callers
        UNION ALL SELECT {Part.Agent:D}, LastAgentKey, * FROM Callers WHERE Seconds IS NOT NULL
        UNION ALL SELECT {Part.HourOfDay:D}, {ReturnFunctions.Day}(Id) * 24 + {ReturnFunctions.Hour}(Id), * FROM Callers
        """;

    /// <summary>Figures of the callers who were first missed in a range of time. Those whom a user closed by hand and marked numbers are left out.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="from">The first instant, UTC.</param>
    /// <param name="to">The instant after the last, UTC.</param>
    /// <param name="account">Only those who called this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<ReturnStats> ReadAsync(Visibility visibility, DateTime from, DateTime to, string? account = null, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var parts = (await CountAsync(readModel, Parts, SortKey.First(from), SortKey.First(to), phones.SoughtKey(account), cancellation)).ToLookup(row => row.Part);
        var days = parts[Part.HourOfDay].OrderByDescending(row => row.Number).ToLookup(row => row.Number % 24, row => (DateOnly.FromDayNumber(row.Number / 24), row.Missed));
        return new ReturnStats(
            FiguresOf(parts[Part.All]),
            [.. parts[Part.Day].Select(row => new DayReturns(DateOnly.FromDayNumber(row.Number), row.Figures)).OrderByDescending(row => row.Day)],
            [.. parts[Part.Agent].OrderByDescending(row => row.Missed).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => new AgentReturns(row.Key, row.Agent, row.Figures))])
        {
            ByHour = [.. parts[Part.Hour].Select(row => new HourReturns(row.Number, row.Figures, [.. days[row.Number]])).OrderBy(row => row.Hour)],
        };
    }

    /// <summary>Figures of the callers who were first missed in a range of time, without days and agents.</summary>
    /// <param name="readModel">The read model.</param>
    /// <param name="first">The lowest sort key in the range, see <see cref="SortKey"/>.</param>
    /// <param name="end">The lowest sort key after it.</param>
    /// <param name="cancellation">Stops the query.</param>
    internal async Task<ReturnFigures> TotalAsync(ReadModelContext readModel, long first, long end, CancellationToken cancellation) =>
        FiguresOf(await CountAsync(readModel, All, first, end, null, cancellation));

    private static ReturnFigures FiguresOf(IEnumerable<Row> all) => all.SingleOrDefault()?.Figures ?? ReturnFigures.None;

    // The position in time of a follow-up is its key. The median is the middle of those who were returned, or between the middle two.
    private async Task<IReadOnlyList<Row>> CountAsync(ReadModelContext readModel, string parts, long first, long end, string? account, CancellationToken cancellation)
    {
        await readModel.Database.OpenConnectionAsync(cancellation);
        ReturnFunctions.AddTo((SqliteConnection)readModel.Database.GetDbConnection(), calendar, hours.Working, time.GetUtcNow().UtcDateTime);
        return await readModel.Database.SqlQueryRaw<Row>(Statement(parts), first, end, hours.Target.TotalMinutes, MinutesOfHour, (int)FollowUpState.Closed, account ?? "").ToListAsync(cancellation);
    }

    private static string Statement(string parts) =>
        $$"""
        WITH Callers AS MATERIALIZED (
            SELECT Id, LastAgentKey, SecondsToReturn AS Seconds,
                {{ReturnFunctions.IsInTime}}(Id, SecondsToReturn, {2}) AS InTarget, {{ReturnFunctions.IsInTime}}(Id, SecondsToReturn, {3}) AS InHour
            FROM FollowUps WHERE Id >= {0} AND Id < {1} AND State <> {4} AND Mark IS NULL AND ({5} = '' OR AccountKey = {5})),
        Ranked AS (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY Part, Key ORDER BY Seconds IS NULL, Seconds) AS Place, COUNT(Seconds) OVER (PARTITION BY Part, Key) AS ReturnedOfPart
            FROM ({{parts}})),
        Counted AS (
            SELECT Part, CAST(Key AS TEXT) AS Key, COUNT(*) AS Missed, COUNT(Seconds) AS Returned, MAX(Seconds) AS Slowest, MAX(Id) AS Latest,
                (MAX(CASE WHEN Place = (ReturnedOfPart + 1) / 2 THEN Seconds END) + MAX(CASE WHEN Place = ReturnedOfPart / 2 + 1 THEN Seconds END)) / 2 AS Median,
                COALESCE(SUM(InTarget), 0) AS InTarget, COUNT(InTarget) AS OfTarget, COALESCE(SUM(InHour), 0) AS InHour, COUNT(InHour) AS OfHour
            FROM Ranked GROUP BY Part, Key)
        SELECT Counted.*, (SELECT LastAgent FROM FollowUps WHERE Id = Latest) AS Agent FROM Counted
        """;

    private enum Part
    {
        All,
        Day,
        Hour,
        Agent,
        HourOfDay,
    }

    private sealed record Row(
        Part Part, string? Key, int Missed, int Returned, long? Slowest, long? Median, long InTarget, long OfTarget, long InHour, long OfHour, string? Agent)
    {
        public int Number => int.Parse(Key!, CultureInfo.InvariantCulture);

        public ReturnFigures Figures => new(Missed, Returned, Median, Slowest, new Share(InTarget, OfTarget), new Share(InHour, OfHour));
    }
}
