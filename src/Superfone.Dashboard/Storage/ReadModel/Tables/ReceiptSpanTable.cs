namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The time range in which each block of the log was received; see <see cref="Rows.ReceiptSpan"/>.</summary>
internal sealed class ReceiptSpanTable(ReadModelWriter writer)
{
    /// <summary>Extends the range of a block so that it includes another one.</summary>
    /// <param name="block">The block.</param>
    /// <param name="first">The earliest receipt, milliseconds since 1970.</param>
    /// <param name="last">The latest receipt, milliseconds since 1970.</param>
    public void Extend(long block, long first, long last) => writer.Execute(
        """
        INSERT INTO ReceiptSpans (Block, FirstUtc, LastUtc) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET FirstUtc = min(FirstUtc, excluded.FirstUtc), LastUtc = max(LastUtc, excluded.LastUtc)
        """,
        block, first, last);
}
