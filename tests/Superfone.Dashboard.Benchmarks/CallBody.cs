using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>
/// Bodies of <c>ALL_CALLS</c>, about 1.5 KB each and no two alike: another call, another time, one of 20,000 contacts. Everything
/// that differs has a fixed width, so that making one writes over the last.
/// </summary>
internal sealed class CallBody
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int Contacts = 20_000;
    private const long FirstId = 5_000_000_000;

    private static readonly DateTime First = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string Template =
        """
        {
          "event": "ALL_CALLS",
          "superfone_number": "+918000099999",
          "organization_name": "Acme Pvt Ltd",
          "cdr_phone": "+9198*phone**",
          "contact_id": 6*contact*,
          "contact_first_name": "Asha",
          "contact_last_name": "Kumar *contact*",
          "contact_phones": [
            { "phone": "+9198*phone**", "customer_id": 6*contact* }
          ],
          "contact_source": "website-form",
          "contact_source_type": "OTHERS",
          "contact_lead_stage_id": 9,
          "contact_lead_stage_name": "New Lead",
          "contact_lead_group_id": 3,
          "contact_lead_group_name": "Inbound",
          "contact_labels": [ { "id": 17, "title": "Hot" }, { "id": 23, "title": "Call again in the evening" } ],
          "contact_products": [ { "id": 5, "title": "Annual maintenance contract" } ],
          "contact_assignee_user_id": 678,
          "contact_business_name": "Kumar Trading *contact*",
          "contact_additional_info": "Asked for a quote for two sites; prefers Hindi.",
          "contact_emails": [ "asha.*contact*@example.com" ],
          "contact_custom_fields": { "Budget": "50k", "City": "Nagpur" },
          "cdr_id": *****id***,
          "cdr_disposition": "ANSWER",
          "cdr_duration": 142,
          "cdr_call_type": "INBOUND",
          "cdr_start": "*********start**********",
          "cdr_answer": "********answer**********",
          "cdr_end": "**********end***********",
          "cdr_ringing_duration": 8,
          "cdr_recording_url": null,
          "ivr_inputs": [ { "greetingText": "Welcome to Acme", "playbackText": "For sales press 1", "userPressedKey": "1" } ],
          "dtmf_digits": [ "1" ],
          "staff_first_name": "Ravi",
          "staff_last_name": "Patel",
          "staff_phone": "+919876543210"
        }
        """;

    private static readonly int[] PhoneAt = PlacesOf("*phone**");
    private static readonly int[] ContactAt = PlacesOf("*contact*");
    private static readonly int[] IdAt = PlacesOf("*****id***");
    private static readonly int[] StartAt = PlacesOf("*********start**********");
    private static readonly int[] AnswerAt = PlacesOf("********answer**********");
    private static readonly int[] EndAt = PlacesOf("**********end***********");

    /// <summary>Length of every body, in bytes.</summary>
    public static int Length { get; } = Template.Length;

    /// <summary>The call that a body tells of.</summary>
    public static long CdrIdOf(long number) => FirstId + number;

    /// <summary>A body of its own array.</summary>
    public static byte[] Create(long number)
    {
        var body = new byte[Length];
        Encoding.ASCII.GetBytes(Template, body);
        Number(body, number);
        return body;
    }

    /// <summary>Makes a body that <see cref="Create"/> made into another one.</summary>
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
