namespace Superfone.Dashboard.ReadModels.Paging;

/// <summary>Lists the distinct values of a column by a skip scan of its index: the cost grows with the number of values, not of rows.</summary>
internal static class SkipScan
{
    /// <summary>A query of the values, at most 200, in their order.</summary>
    /// <param name="table">The table; must not come from user input.</param>
    /// <param name="column">The first column of an index.</param>
    public static string Through(string table, string column) =>
        $"""
        WITH RECURSIVE SkipScans(Value) AS (
            SELECT min({column}) FROM {table} WHERE {column} IS NOT NULL
            UNION ALL
            SELECT (SELECT min({column}) FROM {table} WHERE {column} > Value) FROM SkipScans WHERE Value IS NOT NULL
        )
        SELECT Value FROM SkipScans WHERE Value IS NOT NULL LIMIT 200
        """;
}
