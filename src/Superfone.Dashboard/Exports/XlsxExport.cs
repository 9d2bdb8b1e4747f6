using System.Globalization;
using System.Text;
using System.Xml;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Superfone.Dashboard.Exports;

/// <summary>Writes rows as an Excel workbook, row by row; text is written as text, so that nothing in it is a formula.</summary>
internal static class XlsxExport
{
    private const int MostRows = 1_048_576; // Excel's limit; further rows go to another sheet.
    private const int LongestText = 32_767; // Excel's limit.

    /// <summary>Writes the rows.</summary>
    /// <param name="name">The name of the sheet, and the title of the workbook.</param>
    /// <param name="author">Whose data it is.</param>
    /// <param name="items">The rows.</param>
    /// <param name="columns">The columns, from left to right.</param>
    /// <param name="target">Receives the file.</param>
    /// <param name="cancellation">Stops the export.</param>
    public static async Task WriteAsync<T>(
        string name, string author, IAsyncEnumerable<T> items, IReadOnlyList<ExportColumn<T>> columns, Stream target, CancellationToken cancellation)
    {
        var options = new SpreadCheetahOptions { DefaultDateTimeFormat = NumberFormat.Custom("yyyy-mm-dd hh:mm:ss"), DocumentProperties = new() { Title = name, Author = author } };
        await using var workbook = await Spreadsheet.CreateNewAsync(target, options, cancellation);
        var heading = workbook.AddStyle(new Style { Font = { Bold = true } });
        var cells = new Cell[columns.Count];
        var (sheets, rows) = (0, MostRows);
        await foreach (var item in items.WithCancellation(cancellation))
        {
            if (rows == MostRows)
                await StartSheetAsync();
            for (var index = 0; index < cells.Length; index++)
                cells[index] = CellOf(columns[index].ValueOf(item));
            await workbook.AddRowAsync(cells, cancellation);
            rows++;
        }

        if (sheets == 0)
            await StartSheetAsync();
        await workbook.FinishAsync(cancellation);

        async Task StartSheetAsync()
        {
            sheets++;
            var sheet = new WorksheetOptions { FrozenRows = 1 };
            foreach (var (index, column) in columns.Index())
                sheet.Column(index + 1).Width = column.Width;
            await workbook.StartWorksheetAsync(sheets == 1 ? name : $"{name} {sheets}", sheet, cancellation);
            await workbook.AddRowAsync([.. columns.Select(column => new Cell(column.Title, heading))], cancellation);
            rows = 1;
        }
    }

    private static Cell CellOf(object? value) => value switch
    {
        DateTime instant => new Cell(instant),
        DateOnly day => new Cell(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        double rate => new Cell(rate),
        int number => new Cell(number),
        long id => new Cell(id),
        ExportedPhone phone => TextCell(phone.Text),
        string text => TextCell(text),
        _ => default,
    };

    private static Cell TextCell(string text) => new(Xml(text.Length > LongestText ? text[..LongestText] : text));

    // Excel rejects a workbook with characters that XML does not allow: control characters, U+FFFE, lone surrogates.
    private static string Xml(string text)
    {
        var isXml = true;
        for (var index = 0; isXml && index < text.Length; index++)
            isXml = XmlConvert.IsXmlChar(text[index]);
        return isXml ? text : string.Concat(text.EnumerateRunes().Where(IsXml));
    }

    private static bool IsXml(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
}
