using System.Text;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>
/// One writer's bodies: every event, about few calls, contacts, tasks and numbers, so that the writers' bodies collide; some came
/// before, some cannot be read, some are no events.
/// </summary>
internal sealed class CrashTraffic(int seed)
{
    private static readonly DateTime Start = new(2026, 5, 15, 4, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Dispositions =
        ["ANSWER", "ANSWER", "ANSWER", "NOANSWER", "BUSY", "CANCEL", "IVR_DROPPED", "RINGING", "FORWARDED", "CONGESTION", "SOMETHING_NEW"];

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _earlier = [];

    /// <summary>The next body.</summary>
    public byte[] Next()
    {
        if (_earlier.Count > 0 && _random.Next(8) == 0)
            return _earlier[_random.Next(_earlier.Count)];

        var body = Encoding.UTF8.GetBytes(_random.Next(20) switch
        {
            < 6 => Call("ALL_CALLS", "ALL_CALLS"),
            < 8 => Call("ALL_CALLS", "MISSED_CALL"),
            < 10 => Recording(),
            < 12 => Summary(),
            < 13 => Contact("CUSTOMER_CREATE"),
            < 15 => Change("CUSTOMER_CHANGE", "lead_stage"),
            < 16 => Task("TASK_CREATE", "TASK_CREATE"),
            < 17 => Change("TASK_CHANGE", "task_status"),
            < 18 => Task("TASK_DUE_TIME", _random.Next(2) == 0 ? "TASK_DUE_TIME" : "TASK_NOTIFY_TIME"),
            < 19 => Unreadable(),
            _ => Malformed(),
        });
        _earlier.Add(body);
        return body;
    }

    /// <summary>A body whose commit takes milliseconds.</summary>
    public byte[] NextLarge() => Encoding.UTF8.GetBytes($$"""{"event":"PARTY","guests":{{_random.Next()}},"photo":"{{new string('x', 400_000)}}"}""");

    /// <summary>A summary and a call that a person may link.</summary>
    public (string CdrUuid, long CdrId) NextLink() => (Uuid(), CdrId());

    private string Call(string sample, string name) => Payload.Sample(sample).With(payload =>
    {
        var start = Start.AddSeconds(_random.Next(40_000));
        payload["event"] = name;
        payload["cdr_id"] = CdrId();
        payload["cdr_phone"] = Phone();
        payload["cdr_disposition"] = Dispositions[_random.Next(Dispositions.Length)];
        payload["cdr_call_type"] = _random.Next(3) == 0 ? "OUTBOUND" : "INBOUND";
        payload["cdr_duration"] = Duration();
        payload["cdr_start"] = start;
        payload["cdr_end"] = _random.Next(4) == 0 ? null : start.AddMinutes(3);
        SetContact(payload);
        if (_random.Next(10) == 0)
            payload["cdr_uuid"] = Uuid();
    });

    private string Recording() => Payload.Sample("CDR_RECORDING_AVAILABLE").With(payload =>
    {
        payload["cdr_id"] = CdrId();
        payload["cdr_phone"] = Phone();
        payload["cdr_duration"] = Duration();
        payload["cdr_recording_url"] = $"https://recordings.s3.amazonaws.com/{(_random.Next(3) == 0 ? Uuid() : "a")}.mp3"
            + $"?X-Amz-Date=20260515T103000Z&X-Amz-Expires=604800&X-Amz-Signature={_random.Next()}";
        SetContact(payload);
    });

    private string Summary() => Payload.Sample("CDR_SUMMARY_READY").With(payload =>
    {
        payload["cdr_uuid"] = Uuid();
        payload["cdr_duration"] = Duration();
        payload["summary_text"] = $"Spoke of the weather of day {_random.Next(30)}.";
    });

    private string Contact(string sample) => Payload.Sample(sample).With(SetContact);

    private string Task(string sample, string name) => Payload.Sample(sample).With(payload =>
    {
        payload["event"] = name;
        payload["task_id"] = _random.Next(1, 16);
        payload["contact_id"] = _random.Next(1, 21);
    });

    private string Change(string sample, string key) => Payload.Sample(sample).With(payload =>
    {
        if (payload.ContainsKey("task_id"))
            payload["task_id"] = _random.Next(1, 16);
        SetContact(payload);
        payload["updated_key"] = _random.Next(3) == 0 ? "city" : key;
        payload["updated_value"] = $"value {_random.Next(3)}";
    });

    // The ids can be read, so that the log accepts it; projection cannot.
    private string Unreadable() => Payload.Sample("ALL_CALLS").With(payload =>
    {
        payload["cdr_id"] = CdrId();
        payload["cdr_start"] = $"{_random.Next()} past nine";
    });

    private string Malformed() => _random.Next(4) switch
    {
        0 => "",
        1 => $$"""{"event":"ALL_CALLS","cdr_id":"{{_random.Next()}} or so"}""",
        2 => $$"""{"event":"PARTY","guests":{{_random.Next()}}}""",
        _ => Call("ALL_CALLS", "ALL_CALLS")[..^_random.Next(1, 400)],
    };

    private void SetContact(JsonObject payload)
    {
        var contactId = _random.Next(1, 21);
        if (_random.Next(4) == 0)
        {
            foreach (var name in payload.Select(field => field.Key).Where(name => name.StartsWith("contact_", StringComparison.Ordinal) && name != "contact_id").ToList())
                payload.Remove(name);
            payload["contact_id"] = payload.ContainsKey("cdr_id") ? null : contactId;
            return;
        }

        payload["contact_id"] = contactId;
        payload["contact_first_name"] = $"Asha {_random.Next(4)}";
        payload["contact_phones"] = new JsonArray(new JsonObject { ["phone"] = Phone(), ["customer_id"] = contactId });
    }

    private long CdrId() => 9_000_000_000 + _random.Next(150);

    private string Phone() => $"+9180000000{_random.Next(10, 40)}";

    private string Uuid() => $"8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e{_random.Next(16, 80):x2}";

    private int Duration() => 60 + _random.Next(12);
}
