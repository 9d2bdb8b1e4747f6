using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries.Inspection;

/// <summary>A body as users may see it: as text, with the signatures of recording URLs masked.</summary>
/// <param name="Text">The text; bytes that are not UTF-8 are replaced by �.</param>
/// <param name="BrokenAt">The position in the text at which reading it as JSON failed; <see langword="null"/> if it is JSON.</param>
/// <param name="Root">The JSON of the text; <see langword="null"/> if it is not JSON.</param>
public sealed record BodyText(string Text, int? BrokenAt, JsonElement? Root)
{
    /// <summary>Reads a body; any bytes.</summary>
    public static BodyText Of(ReadOnlyMemory<byte> body)
    {
        var text = Masked(body.Span);
        try
        {
            if (BrokenOf(body) is not { } bytes)
                return new BodyText(text, null, JsonElement.Parse(text.TrimStart('\uFEFF')));

            // The beginning may end within a signature; its mask then ends there too.
            return new BodyText(text, Math.Min(Masked(body.Span[..bytes]).Length, text.Length), null);
        }
        catch (JsonException)
        {
            // The body is JSON, but its masked text is not: it is shown as it is.
            return new BodyText(text, null, null);
        }
    }

    /// <summary>A body as text, with the signatures of recording URLs masked.</summary>
    internal static string Masked(ReadOnlySpan<byte> body) => RecordingUrl.WithoutSignatures(Encoding.UTF8.GetString(body));

    // The number of bytes before the position at which reading fails.
    private static int? BrokenOf(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            var characters = ArrayPool<char>.Shared.Rent(body.Length);
            Utf8.ToUtf16(body.Span, characters, out var read, out _, replaceInvalidSequences: false);
            ArrayPool<char>.Shared.Return(characters);
            return read;
        }

        var mark = body.Length - EventClassifier.WithoutByteOrderMark(body).Length;
        try
        {
            using var document = JsonDocument.Parse(body[mark..]);
            return null;
        }
        catch (JsonException error)
        {
            return Math.Min(body.Length, mark + LineStart(body.Span[mark..], error.LineNumber ?? 0) + (int)(error.BytePositionInLine ?? 0));
        }
    }

    private static int LineStart(ReadOnlySpan<byte> text, long line)
    {
        var start = 0;
        for (; line > 0 && text[start..].IndexOf((byte)'\n') is >= 0 and var end; line--)
            start += end + 1;
        return start;
    }
}
