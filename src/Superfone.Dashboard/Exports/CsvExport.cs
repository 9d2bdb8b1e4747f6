using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Superfone.Dashboard.Exports;

/// <summary>Writes rows as comma-separated values that spreadsheets do not interpret as formulas.</summary>
internal static class CsvExport
{
    private const int BufferSize = 64 * 1024;

    private static readonly SearchValues<char> Dialled = SearchValues.Create("0123456789+-()./ ");

    // Most readers also end a row at a lone line feed or carriage return.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = cell => cell.Field is [' ' or '\'', ..] or [.., ' '] || cell.Field.AsSpan().ContainsAny(Quoted),
    };

    /// <summary>Writes the rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns, from left to right.</param>
    /// <param name="target">Receives the file.</param>
    /// <param name="cancellation">Stops the export.</param>
    public static async Task WriteAsync<T>(
        IAsyncEnumerable<T> rows, IReadOnlyList<ExportColumn<T>> columns, Stream target, CancellationToken cancellation)
    {
        // Excel recognises UTF-8 by the byte order mark.
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

        // A plus sign, digits and separators are at worst a number.
        ExportedPhone { Key: { } key } => key,
        ExportedPhone { Text: var text } => text.AsSpan().ContainsAnyExcept(Dialled) ? Harmless(text) : text,
        _ => Harmless(value as string),
    };

    // Spreadsheets run a cell that starts with one of these as a formula; a leading apostrophe makes it text.
    private static string? Harmless(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;
}
