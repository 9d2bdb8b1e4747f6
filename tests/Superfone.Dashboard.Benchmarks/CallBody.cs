using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>
/// <c>ALL_CALLS</c> bodies of about 1.5 KB, each for another call, another time and one of <see cref="Contacts"/>. Every field that differs
/// has a fixed width, so that one body can be written over the last.
/// </summary>
internal sealed class CallBody
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const long FirstId = 5_000_000_000;

    private static readonly DateTime First = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string Template = Payload.Sample("ALL_CALLS").With(call =>
    {
        call["cdr_phone"] = "+9198*phone**";
        call["contact_id"] = "6*contact*";
        call["contact_last_name"] = "Kumar *contact*";
        call["contact_phones"] = new JsonArray(new JsonObject { ["phone"] = "+9198*phone**", ["customer_id"] = "6*contact*" });
        call["contact_labels"] = new JsonArray(Titled(17, "Hot"), Titled(23, "Call again in the evening"));
        call["contact_products"] = new JsonArray(Titled(5, "Annual maintenance contract"));
        call["contact_business_name"] = "Kumar Trading *contact*";
        call["contact_additional_info"] = "Asked for a quote for two sites; prefers Hindi.";
        call["contact_emails"] = new JsonArray("asha.*contact*@example.com");
        call["contact_custom_fields"] = new JsonObject { ["Budget"] = "50k", ["City"] = "Nagpur" };
        call["cdr_id"] = "*****id***";
        call["cdr_call_type"] = "INBOUND";
        call["cdr_start"] = "*********start**********";
        call["cdr_answer"] = "********answer**********";
        call["cdr_end"] = "**********end***********";
        call["cdr_recording_url"] = null;
        call["ivr_inputs"] = new JsonArray(new JsonObject { ["greetingText"] = "Welcome to Acme", ["playbackText"] = "For sales press 1", ["userPressedKey"] = "1" });
        call["dtmf_digits"] = new JsonArray("1");
    }).ToIndentedString()
        // Keys are numbers.
        .Replace("\"6*contact*\"", "6*contact*", StringComparison.Ordinal)
        .Replace("\"*****id***\"", "*****id***", StringComparison.Ordinal)
        .Replace("\\u002B", "+", StringComparison.Ordinal);

    private static readonly int[] PhoneAt = PlacesOf("*phone**");
    private static readonly int[] ContactAt = PlacesOf("*contact*");
    private static readonly int[] IdAt = PlacesOf("*****id***");
    private static readonly int[] StartAt = PlacesOf("*********start**********");
    private static readonly int[] AnswerAt = PlacesOf("********answer**********");
    private static readonly int[] EndAt = PlacesOf("**********end***********");

    /// <summary>The number of contacts that call.</summary>
    public static int Contacts { get; set; } = 20_000;

    /// <summary>Length of every body, in bytes.</summary>
    public static int Length { get; } = Template.Length;

    /// <summary>The key of the call in a body.</summary>
    public static long CdrIdOf(long number) => FirstId + number;

    /// <summary>A body in an array of its own.</summary>
    public static byte[] Create(long number)
    {
        var body = new byte[Length];
        Encoding.ASCII.GetBytes(Template, body);
        Number(body, number);
        return body;
    }

    /// <summary>Turns a body from <see cref="Create"/> into another one.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="number">Which one; equal numbers make equal bodies.</param>
    public static void Number(Span<byte> body, long number)
    {
        var contact = number * 7919 % Contacts;
        var start = First.AddMilliseconds(number * 731);
        Write(body, PhoneAt, 10_000_000 + contact, "D8");
        Write(body, ContactAt, contact, "D9");
        Write(body, IdAt, CdrIdOf(number), "D10");
        Write(body, StartAt, start, InstantFormat);
        Write(body, AnswerAt, start.AddSeconds(8), InstantFormat);
        Write(body, EndAt, start.AddSeconds(150), InstantFormat);
    }

    private static JsonObject Titled(int id, string title) => new() { ["id"] = id, ["title"] = title };

    private static void Write<T>(Span<byte> body, int[] places, T value, string format)
        where T : IUtf8SpanFormattable
    {
        foreach (var place in places)
            value.TryFormat(body[place..], out _, format, CultureInfo.InvariantCulture);
    }

    private static int[] PlacesOf(string mark)
    {
        List<int> places = [];
        for (var at = Template.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = Template.IndexOf(mark, at + 1, StringComparison.Ordinal))
            places.Add(at);
        return [.. places];
    }
}
