using System.Linq.Expressions;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Sums of figures that SQLite computes.</summary>
internal static class CallFigureSums
{
    /// <summary>The columns of a query that counts rows of <c>Calls</c>: <see cref="CallFigures.Of"/> in SQL.</summary>
    public const string Columns = """
        COUNT(*) AS Calls, COUNT(Mark) AS Marked, COALESCE(SUM(Direction = 0), 0) AS Inbound, COALESCE(SUM(Direction = 1), 0) AS Outbound,
        COALESCE(SUM(Outcome = 1), 0) AS Answered, COALESCE(SUM(Missed AND Mark IS NULL), 0) AS Missed,
        COALESCE(SUM(Direction = 0 AND (Outcome = 1 OR (Missed AND Outcome <> 4)) AND Mark IS NULL), 0) AS Offered,
        COALESCE(SUM(Direction = 0 AND Outcome = 1 AND Mark IS NULL), 0) AS InboundAnswered,
        COALESCE(SUM(Direction = 1 AND Outcome = 1 AND Mark IS NULL), 0) AS OutboundAnswered,
        COALESCE(SUM(Direction = 1 AND Outcome <> 7 AND Mark IS NULL), 0) AS OutboundEnded,
        COALESCE(SUM(DurationSeconds) FILTER (WHERE Outcome = 1), 0) AS TalkSeconds,
        COALESCE(SUM(RingingSeconds <= 14400), 0) AS Rung, COALESCE(SUM(RingingSeconds) FILTER (WHERE RingingSeconds <= 14400), 0) AS RingingSeconds
        """;

    /// <summary>The sums of each group of rows.</summary>
    /// <param name="rows">Sums of days.</param>
    /// <param name="key">What the rows of a group have in common.</param>
    public static IQueryable<CallFigureSum<TKey>> SumBy<TKey>(this IQueryable<CallCount> rows, Expression<Func<CallCount, TKey>> key)
    {
        var group = Expression.Parameter(typeof(IGrouping<TKey, CallCount>), "group");
        var row = Expression.Parameter(typeof(CallCount), "row");
        var figures = Expression.MemberInit(
            Expression.New(typeof(CallFigures)),
            CallCount.FigureProperties.Select(figure => Expression.Bind(figure, Expression.Call(
                typeof(Enumerable), nameof(Enumerable.Sum), [typeof(CallCount)], group,
                Expression.Lambda<Func<CallCount, long>>(Expression.Property(Expression.Property(row, nameof(CallCount.Figures)), figure), row)))));
        var sum = Expression.New(
            typeof(CallFigureSum<TKey>).GetConstructor([typeof(TKey), typeof(CallFigures)])!,
            Expression.Property(group, nameof(IGrouping<,>.Key)), figures);
        return rows.GroupBy(key).Select(Expression.Lambda<Func<IGrouping<TKey, CallCount>, CallFigureSum<TKey>>>(sum, group));
    }
}

/// <summary>The sums of a group.</summary>
/// <param name="Key">What its rows have in common.</param>
/// <param name="Figures">Their sums.</param>
internal sealed record CallFigureSum<TKey>(TKey Key, CallFigures Figures);
