using System.Globalization;

namespace Superfone.Dashboard.Benchmarks.Ingest;

/// <summary>What one round found at one number of connections.</summary>
/// <param name="Connections">How many connections, and rows in a group of <paramref name="B"/>.</param>
/// <param name="A">The host without storage.</param>
/// <param name="B">SQLite alone.</param>
/// <param name="C">EF's <c>SaveChanges</c> for each request.</param>
/// <param name="Paused">The webhook while nothing projects.</param>
/// <param name="Running">The webhook while projection runs.</param>
/// <param name="Backlog">Deliveries that projection was behind when the load ended.</param>
/// <param name="CatchUp">How long it took to project them.</param>
internal sealed record Round(
    int Connections, LoadResult A, LoadResult B, LoadResult C, LoadResult Paused, LoadResult Running, long Backlog, TimeSpan CatchUp)
{
    /// <summary>What bounds durable ingest: the slower of host and storage.</summary>
    public double Bound => Math.Min(A.Rate, B.Rate);
}

/// <summary>Prints rates and ratios as Markdown tables.</summary>
internal static class Report
{
    // At one connection nothing can share a commit; its figures are shown, not judged.
    private const int LeastJudged = 16;

    private static readonly (string Name, Func<Round, double> Of, double Limit, bool IsFloor)[] Ratios =
    [
        ("paused / min(A, B)", round => round.Paused.Rate / round.Bound, 0.60, true),
        ("running / min(A, B)", round => round.Running.Rate / round.Bound, 0.45, true),
        ("paused / C", round => round.Paused.Rate / round.C.Rate, 8, true),
        ("running / C", round => round.Running.Rate / round.C.Rate, 8, true),
        ("p99 paused / p99 of A", round => round.Paused.P99 / round.A.P99, 5, false),
        ("p99 running / p99 of A", round => round.Running.P99 / round.A.P99, 5, false),
    ];

    /// <summary>Prints everything.</summary>
    /// <returns>Whether all ratios are kept.</returns>
    public static bool Print(IReadOnlyList<Round> rounds)
    {
        var groups = rounds.GroupBy(round => round.Connections).ToList();
        Header("deliveries/s (p99 ms)", groups);
        Row("A: the host without storage", groups, round => round.A);
        Row("B: SQLite alone, groups of that size", groups, round => round.B);
        Row("C: EF `SaveChanges` per request", groups, round => round.C);
        Row("webhook, projection paused", groups, round => round.Paused);
        Row("webhook, projection running", groups, round => round.Running);
        Line("caught up after the burst, s", groups, group => Text(Median(group, round => round.CatchUp.TotalSeconds), "0.0"));
        Line("projected while catching up, deliveries/s", groups,
            group => Text(Median(group, round => round.Backlog / round.CatchUp.TotalSeconds), "#,0"));

        Console.WriteLine();
        Header("ratio", groups);
        var isKept = true;
        foreach (var (name, of, limit, isFloor) in Ratios)
        {
            Line($"{name} {(isFloor ? "≥" : "≤")} {Text(limit, "0.##")}", groups, group =>
            {
                var ratio = Median(group, of);
                var isMissed = group.Key >= LeastJudged && (isFloor ? ratio < limit : ratio > limit);
                isKept &= !isMissed;
                return $"{Text(ratio, "0.00")}{(isMissed ? " **missed**" : "")}";
            });
        }

        return isKept;
    }

    private static void Header(string title, IReadOnlyList<IGrouping<int, Round>> groups)
    {
        Line(title, groups, group => $"{group.Key} conn.");
        Console.WriteLine($"|---|{string.Concat(groups.Select(_ => "---|"))}");
    }

    private static void Row(string title, IReadOnlyList<IGrouping<int, Round>> groups, Func<Round, LoadResult> of) =>
        Line(title, groups, group => $"{Text(Median(group, round => of(round).Rate), "#,0")} ({Text(Median(group, round => of(round).P99), "0.0")})");

    private static void Line(string title, IReadOnlyList<IGrouping<int, Round>> groups, Func<IGrouping<int, Round>, string> cell) =>
        Console.WriteLine($"| {title} | {string.Join(" | ", groups.Select(cell))} |");

    private static double Median(IEnumerable<Round> rounds, Func<Round, double> of) => Statistics.Median(rounds.Select(of));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
