namespace Superfone.Dashboard.Storage.ReadModel.Bulk;

/// <summary>
/// The file in which a bulk rebuild indexes texts, beside the file that it fills. It has the same tables, of which only those of texts are filled,
/// in large full-text segments.
/// </summary>
internal static class BulkTexts
{
    private const int SegmentBytes = 64 << 20;
    private const int UsualSegmentBytes = 1 << 20; // FTS5's default.

    private static readonly string[] FullText = ["CallWords", "CallFragments", "ContactWords", "ContactFragments", "WordBeginnings", "WordStems"];

    // FTS5 keeps an index in these tables; a contentless one has no table of its texts.
    private static readonly string[] Parts = ["data", "idx", "docsize", "config"];

    /// <summary>The tables that are filled in it.</summary>
    public static IReadOnlyList<string> Tables { get; } =
        [.. FullText.SelectMany(table => Parts.Select(part => $"{table}_{part}")), "SearchKeys", "Words", "CallInsights", "CallInsightValues", "StepFailures"];

    /// <summary>Prepares the file, in which only the tables exist.</summary>
    public static void Prepare(ReadModelWriter texts)
    {
        BulkLoad.WriteWithoutFlushes(texts);
        SetSegments(texts, SegmentBytes);
    }

    /// <summary>Finishes the file.</summary>
    public static void Finish(ReadModelWriter texts) => SetSegments(texts, UsualSegmentBytes);

    /// <summary>Copies the rows of a finished and closed file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="to">The file that is filled. Its full-text tables cannot be used with this connection.</param>
    /// <param name="cancellation">Stops between two tables.</param>
    public static void Copy(string path, ReadModelWriter to, CancellationToken cancellation)
    {
        to.Execute("ATTACH ?1 AS texts", path);
        to.Begin();
        foreach (var table in Tables)
        {
            cancellation.ThrowIfCancellationRequested();
            to.Execute($"INSERT OR REPLACE INTO main.{table} SELECT * FROM texts.{table}");
        }

        to.Commit();
        to.Execute("DETACH texts");
    }

    private static void SetSegments(ReadModelWriter texts, int bytes)
    {
        foreach (var table in FullText)
            texts.Execute($"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {bytes})");
    }
}
