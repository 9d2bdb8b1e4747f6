using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Superfone.Events.Reading;

/// <summary>
/// A parsed body in which every text can be read: lone surrogates are replaced, and values nested deeper than readers support become
/// <c>null</c>.
/// </summary>
internal sealed class BodyJson : IDisposable
{
    // The time of parsing grows with size times depth: a megabyte of brackets would take minutes.
    private const int DeepestValue = 63;

    private readonly ReadOnlyMemory<byte> _received;
    private readonly JsonDocument _document;
    private readonly bool _hasHalves;
    private readonly bool _isDeep;

    private BodyJson(ReadOnlyMemory<byte> received, JsonDocument document, bool hasHalves, bool isDeep) =>
        (_received, _document, _hasHalves, _isDeep) = (received, document, hasHalves, isDeep);

    /// <summary>The root value.</summary>
    public JsonElement Root => _document.RootElement;

    /// <summary>Parses a body.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static BodyJson Parse(ReadOnlyMemory<byte> body)
    {
        var received = EventClassifier.WithoutByteOrderMark(body);
        var readable = Surrogates.Replace(received);
        try
        {
            return new BodyJson(received, JsonDocument.Parse(readable), Surrogates.MayBeIn(received), false);
        }
        catch (JsonException)
        {
            return new BodyJson(received, JsonDocument.Parse(WithoutDeepValues(readable.Span)), false, true);
        }
    }

    /// <summary>
    /// SHA-256 over the canonical form of the body as received, so that bodies which differ only in replaced values have different hashes.
    /// </summary>
    public byte[] Hash()
    {
        if (_isDeep)
            return SHA256.HashData(_received.Span);
        if (!_hasHalves)
            return CanonicalJson.Hash(Root);
        using var received = JsonDocument.Parse(_received);
        return CanonicalJson.Hash(received.RootElement);
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static ReadOnlyMemory<byte> WithoutDeepValues(ReadOnlySpan<byte> json)
    {
        var kept = new ArrayBufferWriter<byte>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var copied = 0;
        while (reader.Read())
        {
            if (reader.CurrentDepth < DeepestValue || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                continue;
            kept.Write(json[copied..(int)reader.TokenStartIndex]);
            kept.Write("null"u8);
            reader.Skip();
            copied = (int)reader.BytesConsumed;
        }

        kept.Write(json[copied..]);
        return kept.WrittenMemory;
    }
}
