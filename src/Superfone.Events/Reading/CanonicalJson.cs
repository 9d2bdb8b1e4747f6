using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Superfone.Events.Reading;

/// <summary>
/// JSON with sorted keys and without insignificant white space; numbers and strings as in the source. Two bodies that differ only in key
/// order and white space have the same canonical form.
/// </summary>
public static class CanonicalJson
{
    /// <summary>SHA-256 over the canonical form, 32 bytes.</summary>
    public static byte[] Hash(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(element, buffer);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    /// <summary>The canonical form as text.</summary>
    public static string Text(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        Write(element, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(JsonElement element, ArrayBufferWriter<byte> output)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, output);
                break;
            case JsonValueKind.Array:
                WriteArray(element, output);
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    private static void WriteObject(JsonElement element, ArrayBufferWriter<byte> output)
    {
        output.Write("{"u8);
        var first = true;

        // The sort is stable, so that repeated keys keep their order.
        foreach (var property in element.EnumerateObject().OrderBy(NameOf, StringComparer.Ordinal))
        {
            output.Write(first ? "\""u8 : ",\""u8);
            first = false;
            output.Write(JsonMarshal.GetRawUtf8PropertyName(property));
            output.Write("\":"u8);
            Write(property.Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement element, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!first)
                output.Write(","u8);
            first = false;
            Write(item, output);
        }

        output.Write("]"u8);
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // A name with a lone surrogate cannot be read as text; it is sorted by its escaped form.
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property));
        }
    }
}
