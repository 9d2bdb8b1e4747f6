using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.Benchmarks.Seeding;

/// <summary>
/// The log of a business of a given age: 2,000 calls a day, so that a day looks the same however many days there are. A fifth as many
/// contacts as calls, a summary with a transcript for a fifth of the calls, and changes and tasks among them. The same every time.
/// </summary>
/// <param name="calls">How many calls.</param>
internal sealed class BusinessBodies(int calls)
{
    /// <summary>Over how many days they are spread instead, with menus and without summaries; see <see cref="AnalyticsBenchmark"/>.</summary>
    public int? Days { get; init; }

    /// <summary>The present of the business: when its last call has just ended.</summary>
    public static readonly DateTime Now = new(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Key of the first call; the last one's is this and the number of calls, less one.</summary>
    public const long FirstCall = 5_000_000_000;

    /// <summary>Key of the first contact.</summary>
    public const long FirstContact = 6_000_000_000;

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int CallsADay = 2_000;

    // Out of twenty calls; a rarer one now and then.
    private static readonly string[] Dispositions =
    [
        "ANSWER", "ANSWER", "NOANSWER", "ANSWER", "ANSWER", "BUSY", "ANSWER", "ANSWER", "CANCEL", "ANSWER",
        "ANSWER", "NOANSWER", "ANSWER", "IVR_DROPPED", "ANSWER", "BACKUP_ANSWER", "NOANSWER", "ANSWER", "ANSWER", "CONGESTION",
    ];

    private static readonly string[] FirstNames =
        ["Asha", "Ravi", "Neha", "Imran", "Sunita", "Vikram", "Zoë", "प्रिया", "Karthik", "Meera", "Arjun", "Fatima", "Deepak", "Lakshmi", "Rohan", "Anjali"];

    private static readonly string[] LastNames =
        ["Kumar", "Patel", "Sharma", "Khan", "Reddy", "Iyer", "Das", "वर्मा", "Nair", "Gupta", "Singh", "Joshi", "Mehta", "Bose", "Rao", "Pillai", "Shetty", "Chopra"];

    private static readonly string[] Words =
    [
        "price", "delivery", "order", "tomorrow", "invoice", "plan", "warranty", "visit", "payment", "discount", "model", "size", "colour", "stock",
        "address", "evening", "morning", "manager", "office", "quote", "कीमत", "कल", "डिलीवरी", "ऑर्डर", "भुगतान", "repair", "technician", "battery",
    ];

    private static readonly string[] Sentiments = ["Positive", "Neutral", "Negative", "Very positive"];

    private int Contacts => calls / 5;

    private TimeSpan Apart => Days is { } days ? TimeSpan.FromDays(days) / calls : TimeSpan.FromDays(1) / CallsADay;

    /// <summary>All bodies in the order in which they arrive, each with its instant of receipt, UTC.</summary>
    public IEnumerable<(byte[] Body, DateTime ReceivedUtc)> All()
    {
        for (var number = 0; number < calls; number++)
        {
            var start = Now - Apart * (calls - number) - TimeSpan.FromMinutes(5);
            yield return (Bytes(Call(number, start)), start.AddMinutes(4));
            if (number % 5 == 0 && Days is null)
                yield return (Bytes(Summary(number)), start.AddMinutes(4));
            if (number % 50 == 7)
                yield return (Bytes(StageChange(number)), start.AddMinutes(4));
            if (number % 50 == 9)
                yield return (Bytes(Task(number)), start.AddMinutes(4));
        }

        for (var number = 11; number < calls && Days is null; number += 100)
            yield return (Bytes(OverdueTask(number)), Now);
    }

    private string Call(int number, DateTime start)
    {
        var disposition = number % 5_003 == 0 ? "OOO_DROP" : Dispositions[number % Dispositions.Length];
        var isAnswered = disposition is "ANSWER" or "BACKUP_ANSWER";
        var isRecorded = isAnswered && number % 3 == 0;
        var talked = 20 + number * 31 % 400;
        var ended = start.AddSeconds(8 + (isAnswered ? talked : 12));
        var isStranger = number % 10 == 3;
        return $$"""
            {"event":"{{(isRecorded ? "CDR_RECORDING_AVAILABLE" : "ALL_CALLS")}}","superfone_number":"+91800009999{{(number % 4 == 0 ? 8 : 9)}}",
            "organization_name":"Acme Pvt Ltd","cdr_phone":"{{(isStranger ? $"+9170{number % 100_000_000:D8}" : PhoneOf(ContactOf(number)))}}",
            {{(isStranger ? "" : ContactFields(ContactOf(number)))}}"cdr_id":{{FirstCall + number}},"cdr_uuid":"{{UuidOf(number)}}",
            "cdr_disposition":"{{disposition}}","cdr_duration":{{(isAnswered ? talked : 0)}},
            "cdr_call_type":"{{(number % 5 < 3 ? "INBOUND" : "OUTBOUND")}}","cdr_start":"{{Text(start)}}",
            "cdr_answer":{{(isAnswered ? $"\"{Text(start.AddSeconds(8))}\"" : "null")}},"cdr_end":"{{Text(ended)}}","cdr_ringing_duration":8,
            {{(isRecorded ? $"\"cdr_recording_url\":\"https://r.s3.amazonaws.com/{number}.mp3?X-Amz-Date={start:yyyyMMdd'T'HHmmss'Z'}&X-Amz-Expires=604800&X-Amz-Signature=0\",\"cdr_recording_status\":\"OK\"," : "")}}
            {{(Days is not null && number % 3 == 1 ? Menu(number) : "")}}"staff_first_name":"Agent","staff_last_name":"{{number % 12:D2}}","staff_phone":"+9198765432{{number % 12:D2}}"}
            """;
    }

    private static string Menu(int number) =>
        $$"""
        "ivr_inputs":[{"greetingText":"Welcome to Acme. Press 1 for sales, 2 for service.","playbackText":"Please hold.","userPressedKey":"{{1 + number / 3 % 4}}"}],
        """;

    private static string ContactFields(int contact) =>
        $$"""
        "contact_id":{{FirstContact + contact}},"contact_first_name":"{{FirstNames[contact % FirstNames.Length]}}",
        "contact_last_name":"{{LastNames[contact / 16 % LastNames.Length]}} {{contact:D6}}",
        "contact_phones":[{"phone":"{{PhoneOf(contact)}}","customer_id":{{FirstContact + contact}}}],"contact_source":"website-form",
        "contact_source_type":"OTHERS","contact_lead_stage_id":{{contact % 6}},"contact_lead_stage_name":"Stage {{contact % 6}}",
        "contact_lead_group_id":{{contact % 3}},"contact_lead_group_name":"Group {{contact % 3}}",
        "contact_labels":[{{LabelsOf(contact)}}],"contact_products":[],"contact_assignee_user_id":{{contact % 12}},
        "contact_business_name":"{{LastNames[contact % LastNames.Length]}} Traders {{contact:D6}}","contact_emails":["c{{contact:D6}}@example.com"],
        "contact_custom_fields":{"Budget":"{{contact % 90}}k"},
        """;

    private string StageChange(int number) =>
        $$"""
        {"event":"CUSTOMER_CHANGE","superfone_number":"+918000099999","organization_name":"Acme Pvt Ltd","updated_key":"lead_stage",
        "updated_value":{"id":{{number % 6}},"title":"Stage {{number % 6}}"},"contact_id":{{FirstContact + ContactOf(number)}},
        "contact_lead_stage_id":{{number % 6}},"contact_lead_stage_name":"Stage {{number % 6}}"}
        """;

    private string Task(int number) =>
        $$"""
        {"event":"TASK_CREATE","superfone_number":"+918000099999","organization_name":"Acme Pvt Ltd","contact_id":{{FirstContact + ContactOf(number)}},
        "task_id":{{7_000_000_000 + number}},"task_type":"{{(number % 100 < 50 ? "REMINDER" : "FIRST_CALL")}}","task_status":"{{(number % 1000 < 900 ? "COMPLETED" : "PENDING")}}"}
        """;

    private string OverdueTask(int number) =>
        $$"""
        {"event":"TASK_CHANGE","superfone_number":"+918000099999","organization_name":"Acme Pvt Ltd","contact_id":{{FirstContact + ContactOf(number)}},
        "task_id":{{8_000_000_000 + number}},"task_type":"REMINDER","task_status":"PENDING","updated_key":"task_due_date",
        "updated_value":"{{Text(Now - Apart * (calls - number))}}"}
        """;

    private static string Summary(int number)
    {
        // A word in a hundred texts, a word in ten thousand, and words of everywhere.
        var rare = number % 50_000 == 0 ? " zirconium" : number % 500 == 0 ? " escalation" : "";
        var turns = Enumerable.Range(0, 8).Select(turn =>
            $$"""{"speaker":"{{(turn % 2 == 0 ? "agent" : "customer")}}","text":"{{Sentence(number, turn)}}","start":{{turn * 4}}.0,"end":{{turn * 4 + 3}}.5}""");
        var text = $"Customer asked about {Sentence(number, 9)}{rare}.";
        return $$"""
            {"event":"CDR_SUMMARY_READY","superfone_number":"+91800009999{{(number % 4 == 0 ? 8 : 9)}}","organization_name":"Acme Pvt Ltd","cdr_phone":null,
            "cdr_uuid":"{{UuidOf(number)}}","cdr_duration":{{20 + number * 31 % 400}},
            "summary":{"insights":[{"title":"Main concern","value":"{{Words[number / 5 % Words.Length]}}"},{"title":"Callback request","value":"after 6 PM"},{"title":"Sentiment","value":"{{Sentiments[number / 5 % Sentiments.Length]}}"}],"summary_text":"{{text}}"},
            "summary_text":"{{text}}","transcription":[{{string.Join(',', turns)}}]}
            """;
    }

    private static string Sentence(int number, int turn) =>
        string.Join(' ', Enumerable.Range(0, 6).Select(word => Words[(number / 5 * 7 + turn * 5 + word * (turn + 3)) % Words.Length]));

    private static string LabelsOf(int contact) => (contact % 500, contact % 10) switch
    {
        (0, _) => """{"id":18,"title":"VIP"}""",
        (_, 0) => """{"id":17,"title":"Hot"}""",
        _ => "",
    };

    private static string PhoneOf(int contact) => $"+9198{contact * 37L % 100_000_000:D8}";

    private int ContactOf(int number) => (int)(number * 7919L % Contacts);

    private static string UuidOf(int number) => $"8f4e2a31-2b6d-4c3a-9f1e-{number:D12}";

    private static string Text(DateTime instant) => instant.ToString(InstantFormat, CultureInfo.InvariantCulture);

    private static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);
}
