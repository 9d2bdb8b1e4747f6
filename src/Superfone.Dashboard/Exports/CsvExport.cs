using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Superfone.Dashboard.Exports;

/// <summary>Writes rows as comma-separated text that spreadsheets open as what it says and nothing else.</summary>
internal static class CsvExport
{
    private const int BufferSize = 64 * 1024;

    private static readonly SearchValues<char> Dialled = SearchValues.Create("0123456789+-()./ ");

    // A single line break or carriage return ends a row for most readers, too.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = cell => cell.Field is [' ' or '\'', ..] or [.., ' '] || cell.Field.AsSpan().ContainsAny(Quoted),
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
        await using var csv = new CsvWriter(writer, Format, leaveOpen: true);
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

        // A plus, digits and the signs between them come to a number at worst.
        ExportedPhone { Key: { } key } => key,
        ExportedPhone { Text: var text } => text.AsSpan().ContainsAnyExcept(Dialled) ? Harmless(text) : text,
        _ => Harmless(value as string),
    };

    // A cell that begins with one of these is run as a formula by spreadsheets, whoever wrote it; an apostrophe before it makes it text.
    private static string? Harmless(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;
}
