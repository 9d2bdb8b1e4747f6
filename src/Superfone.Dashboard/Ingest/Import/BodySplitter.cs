using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>
/// Splits pasted or uploaded text into bodies: one per line, a JSON array, or bodies that span several lines. The text is streamed, and
/// only one body is held in memory.
/// </summary>
internal static class BodySplitter
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the bodies in order.</summary>
    /// <param name="source">UTF-8 text.</param>
    /// <param name="longest">The maximum length of a body in bytes. For a longer one, only the number is returned.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>
    /// Each body with its line, or with its ordinal number if the text is not one body per line. A body that is too long is
    /// <see langword="null"/>.
    /// </returns>
    /// <exception cref="JsonException">The text is not one body per line, and it is incomplete or not JSON.</exception>
    public static async IAsyncEnumerable<(int Number, byte[]? Body)> SplitAsync(
        Stream source, int longest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = await UnpackAsync(PipeReader.Create(source, new StreamPipeReaderOptions(leaveOpen: true)), cancellation);
        var bodies = await FormOfAsync(reader, longest, cancellation) switch
        {
            Form.Lines => LinesAsync(reader, longest, cancellation),
            var form => ValuesAsync(reader, form == Form.Array, longest, cancellation),
        };
        await foreach (var body in bodies)
            yield return body;
        await reader.CompleteAsync();
    }

    // The whole file may be compressed.
    private static async Task<PipeReader> UnpackAsync(PipeReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAtLeastAsync(3, cancellation);
        var isPacked = PackedBody.BeginsLikeGzip(read.Buffer.Slice(0, Math.Min(3, read.Buffer.Length)).ToArray());
        reader.AdvanceTo(read.Buffer.Start);
        return isPacked ? PipeReader.Create(new GZipStream(reader.AsStream(), CompressionMode.Decompress)) : reader;
    }

    // If the first line is complete JSON, or not JSON at all, there is one body per line. If it begins with [ or leaves its { open, there
    // is not.
    private static async Task<Form> FormOfAsync(PipeReader reader, int longest, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var text = WithoutByteOrderMark(read.Buffer);
            var start = StartOf(text);
            var end = start is { } from ? text.Slice(from).PositionOf((byte)'\n') : null;
            if (read.IsCompleted || end is not null || text.Length > longest)
            {
                var line = end is { } to ? text.Slice(start!.Value, to) : text.Slice(start ?? text.End);
                reader.AdvanceTo(text.Start);
                return line.IsEmpty ? Form.Lines : line.FirstSpan[0] == '[' ? Form.Array : IsWholeOrBroken(line) ? Form.Lines : Form.Values;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ReadOnlySequence<byte> WithoutByteOrderMark(ReadOnlySequence<byte> text)
    {
        var sequence = new SequenceReader<byte>(text);
        return sequence.IsNext(ByteOrderMark, advancePast: true) ? sequence.UnreadSequence : text;
    }

    private static SequencePosition? StartOf(ReadOnlySequence<byte> text)
    {
        var sequence = new SequenceReader<byte>(text);
        sequence.AdvancePastAny(" \t\r\n"u8);
        return sequence.End ? null : sequence.Position;
    }

    private static bool IsWholeOrBroken(ReadOnlySequence<byte> line)
    {
        var json = new Utf8JsonReader(line, isFinalBlock: false, state: default);
        try
        {
            json.Read();
            return json.TrySkip();
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static async IAsyncEnumerable<(int Number, byte[]? Body)> LinesAsync(
        PipeReader reader, int longest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (number, isTooLong) = (1, false);
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                if (Take(buffer.Slice(0, end)) is var (body, isBlank) && !isBlank)
                    yield return (number, body);
                (number, isTooLong) = (number + 1, false);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (Take(buffer) is var (body, isBlank) && !isBlank)
                    yield return (number, body);
                reader.AdvanceTo(buffer.End);
                yield break;
            }

            // Skips the rest of a line that is too long.
            if (isTooLong = isTooLong || buffer.Length > longest)
                buffer = buffer.Slice(buffer.End);
            reader.AdvanceTo(buffer.Start, read.Buffer.End);
        }

        (byte[]? Body, bool IsBlank) Take(ReadOnlySequence<byte> line)
        {
            if (isTooLong || line.Length > longest)
                return (null, false);
            var body = line.ToArray();
            return (body, body.AsSpan().Trim(" \t\r\n"u8).IsEmpty);
        }
    }

    private static async IAsyncEnumerable<(int Number, byte[]? Body)> ValuesAsync(
        PipeReader reader, bool isArray, int longest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var value in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(reader, topLevelValues: !isArray, cancellationToken: cancellation))
        {
            var body = Encoding.UTF8.GetBytes(value.GetRawText());
            yield return (++number, body.Length > longest ? null : body);
        }
    }

    private enum Form
    {
        Lines,
        Array,
        Values,
    }
}
