using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Superfone.Dashboard.Exports;

/// <summary>Writes rows as comma-separated text that spreadsheets open as what it says and nothing else.</summary>
internal static class CsvExport
{
    private const int BufferSize = 64 * 1024;

    // A cell that begins with one of these is run as a formula by spreadsheets, whoever wrote it; an apostrophe before it makes it text.
    private static readonly CsvConfiguration Safe = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '\n'],
        InjectionEscapeCharacter = '\'',
        NewLine = "\r\n",
    };

    /// <summary>Writes them.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">What to tell of each.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task WriteAsync<T>(
        IAsyncEnumerable<T> rows, IReadOnlyList<ExportColumn<T>> columns, Stream target, CancellationToken cancellation)
    {
        // With the mark at its beginning, Excel takes it as UTF-8.
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), BufferSize, leaveOpen: true);
        await using var csv = new CsvWriter(writer, Safe, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Title);
        await csv.NextRecordAsync();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            foreach (var column in columns)
                csv.WriteField(TextOf(column.ValueOf(row)));
            await csv.NextRecordAsync();
        }
    }

    private static string? TextOf(object? value) => value switch
    {
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value as string,
    };
}
