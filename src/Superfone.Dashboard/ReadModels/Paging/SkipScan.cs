namespace Superfone.Dashboard.ReadModels.Paging;

/// <summary>Lists the distinct values of a column by a skip scan of its index: the cost grows with the number of values, not of rows.</summary>
internal static class SkipScan
{
    /// <summary>A query of the values, at most 200, in their order.</summary>
    /// <param name="table">The table; a name of ours, never a person's text.</param>
    /// <param name="column">A column that an index begins with.</param>
    public static string Through(string table, string column) =>
        $"""
        WITH RECURSIVE SkipScans(Value) AS (
            SELECT min({column}) FROM {table} WHERE {column} IS NOT NULL
            UNION ALL
            SELECT (SELECT min({column}) FROM {table} WHERE {column} > Value) FROM SkipScans WHERE Value IS NOT NULL LIMIT 200
        )
        SELECT Value FROM SkipScans WHERE Value IS NOT NULL
        """;
}
