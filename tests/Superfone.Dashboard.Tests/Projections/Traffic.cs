using System.Globalization;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>
/// Generated traffic: each whole number is one step, and few ids, numbers and UUIDs make the steps collide. A list of numbers shrinks
/// well, and says the whole story again.
/// </summary>
internal sealed class Traffic(LogOnDisk log)
{
    public static readonly string[] Uuids =
    [
        "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f", "11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f",
        "22222222-2b6d-4c3a-9f1e-7a0b6c2d4e5f", "33333333-2b6d-4c3a-9f1e-7a0b6c2d4e5f",
    ];

    private static readonly string[] Phones = ["+918000000001", "080000 00001", "8000000002", "+44 20 7946 0958", "Anonymous", "1909", "+911909", "98783 00043 / 44"];
    private static readonly string[] Names = ["Asha", "Zoë", "आशा", "Ravi"];
    private static readonly string[] Dispositions = ["ANSWER", "ANSWER", "ANSWER", "NOANSWER", "BUSY", "RINGING", "IVR_DROPPED", "BLOCKED", "NEW_ONE"];
    private static readonly string[] ChangeKeys = ["first_name", "lead_stage", "phones", "labels", "city", "Budget", "assignee_user"];

    private readonly DateTime _start = log.Now;
    private readonly List<string> _sent = [];

    /// <summary>Only calls and summaries, all alike and within a day: each may belong to several others.</summary>
    public void CrowdedStep(int number)
    {
        var random = new Random(number);
        log.Time.Advance(TimeSpan.FromMinutes(random.Next(0, 90)));
        var more = new JsonObject { ["cdr_duration"] = random.Next(6) == 0 ? 20 : 10 };
        if (random.Next(12) == 0)
            more["cdr_uuid"] = Uuids[random.Next(4)];
        if (random.Next(12) == 0)
            more["cdr_recording_url"] = Payload.RecordingUrl($"{Uuids[random.Next(4)]}.mp3");
        if (random.Next(3) == 0)
            Send(Payload.Summary(Uuids[random.Next(4)], $"price {random.Next(9)}").With("cdr_duration", 10));
        else
            Send(Payload.Call(random.Next(1, 7), _start.AddHours(random.Next(-20, 10)), random.Next(6) == 0 ? "BUSY" : "ANSWER").With(more));
    }

    /// <summary>Performs all steps and projects in between, at times that depend on a seed and sometimes with a new projector; at the end everything is projected.</summary>
    public void PlayCut(IEnumerable<int> steps, int cuts)
    {
        var random = new Random(cuts);
        foreach (var step in steps)
        {
            Step(step);
            if (random.Next(3) == 0)
                log.Project();
            if (random.Next(10) == 0)
                log.StopProjecting();
        }

        log.Project();
    }

    /// <summary>Performs one step, without projecting what it appends.</summary>
    public void Step(int number)
    {
        var random = new Random(number);
        log.Time.Advance(TimeSpan.FromMinutes(random.Next(0, 240)));
        switch (random.Next(25))
        {
            case < 9:
                Send(Call(random));
                break;
            case < 13:
                Send(Summary(random));
                break;
            case < 15:
                Send(Contact(random));
                break;
            case 15:
                Send(Task(random));
                break;
            case 16 when _sent.Count > 0:
                Send(_sent[random.Next(_sent.Count)]);
                break;
            case 17:
                Send("""{"event":"ALL_CALLS","cdr_id":3,"contact_id":2,"cdr_start":"yesterday"}""", """{"event":"NEW"}""", "no JSON");
                break;
            case 18:
                Decide(random);
                break;
            case 19 when random.Next(3) == 0:
                log.Reopen(LogOnDisk.Phones.KeyOf(Phones[random.Next(5)]) ?? "anonymous");
                break;
            case 20:
                log.Mark(LogOnDisk.Phones.KeyOf(Phones[random.Next(5)]) ?? "anonymous", random.Next(3) == 0 ? null : (NumberMark)random.Next(3));
                break;
            case 21:
                SetStaff(random);
                break;
            case 22 or 23:
                Work(random);
                break;
            case 24:
                log.Decide(
                    random.Next(2) == 0 ? DecisionKind.NoteCall : DecisionKind.TagCall, $"{random.Next(1, 7)}", random.Next(4) == 0 ? null : random.Next(2) == 0 ? "VIP" : "vip\nasha");
                break;
            default:
                log.Close(LogOnDisk.Phones.KeyOf(Phones[random.Next(5)]) ?? "anonymous", $"note {random.Next(3)}");
                break;
        }
    }

    private void Work(Random random)
    {
        var phone = LogOnDisk.Phones.KeyOf(Phones[random.Next(5)]) ?? "anonymous";
        var by = random.Next(2) == 0 ? "asha@example.com" : "ravi@example.com";
        switch (random.Next(6))
        {
            case < 2:
                log.Decide(DecisionKind.ClaimFollowUp, phone, random.Next(2) == 0 ? null : LogOnDisk.Phones.KeyOf(Phones[random.Next(3)]), by);
                break;
            case 2:
                log.Decide(DecisionKind.ReleaseFollowUp, phone, null, by);
                break;
            case 3:
                log.Decide(DecisionKind.SnoozeFollowUp, phone, random.Next(4) == 0 ? null : log.Now.AddHours(random.Next(30)).ToString("O", CultureInfo.InvariantCulture), by);
                break;
            case 4:
                log.Decide(DecisionKind.AssignFollowUp, phone, random.Next(4) == 0 ? null : random.Next(2) == 0 ? "ravi" : "asha", by);
                break;
            default:
                log.Decide(random.Next(2) == 0 ? DecisionKind.NoteFollowUp : DecisionKind.RecordAttempt, phone, "Busy\nLater", by);
                break;
        }
    }

    private void SetStaff(Random random)
    {
        var (phone, userId) = (random.Next(3) == 0 ? null : LogOnDisk.Phones.KeyOf(Phones[random.Next(3)]), (long?)random.Next(2));
        log.SetStaff(random.Next(3) == 0 ? null : Names[random.Next(4)], phone, phone is not null && random.Next(2) == 0 ? null : userId);
    }

    // Random unlinkings would rarely hit a link; after a link by hand they all do.
    private void Decide(Random random)
    {
        var (uuid, cdrId) = (Uuids[random.Next(4)], random.Next(1, 7));
        if (random.Next(3) < 2)
            log.Link(uuid, cdrId);
        if (random.Next(2) == 0)
            log.Unlink(uuid, cdrId);
    }

    private static string Summary(Random random)
    {
        var more = new JsonObject { ["cdr_duration"] = random.Next(2) * 10 };
        if (random.Next(2) == 0)
        {
            more["summary"] = new JsonObject
            {
                ["insights"] = new JsonArray(
                    new JsonObject { ["title"] = random.Next(2) == 0 ? "Callback request" : "call-back Request:", ["value"] = $"after {random.Next(3)}" },
                    new JsonObject { ["title"] = Names[random.Next(4)], ["value"] = Names[random.Next(4)] }),
            };
        }

        return Payload.Summary(Uuids[random.Next(4)], $"price {random.Next(3)}").With(more);
    }

    private void Send(params string[] bodies)
    {
        _sent.AddRange(bodies);
        log.Append(bodies);
    }

    private string Call(Random random)
    {
        // Times are chosen from the whole run, so that events of calls arrive long before and after they end.
        var start = _start.AddHours(random.Next(0, 60));
        var more = new JsonObject
        {
            ["event"] = random.Next(4) == 0 ? "CDR_RECORDING_AVAILABLE" : random.Next(5) == 0 ? "MISSED_CALL" : "ALL_CALLS",
            ["cdr_phone"] = Phones[random.Next(5)],
            ["cdr_duration"] = random.Next(2) * 10,
            ["cdr_end"] = random.Next(4) == 0 ? null : Payload.Iso(start.AddMinutes(random.Next(3))),
            ["superfone_number"] = random.Next(8) == 0 ? null : random.Next(4) == 0 ? "+918000088888" : Payload.Account,
        };
        if (random.Next(5) == 0)
            more["cdr_uuid"] = Uuids[random.Next(4)].ToUpper(CultureInfo.InvariantCulture);
        if (random.Next(4) == 0)
            more["cdr_recording_url"] = Payload.RecordingUrl($"{Uuids[random.Next(4)]}.mp3");
        if (random.Next(2) == 0)
            more["staff_first_name"] = Names[random.Next(4)];
        if (random.Next(2) == 0)
            more["staff_phone"] = Phones[random.Next(4)];
        if (random.Next(2) == 0)
            more["cdr_ringing_duration"] = random.Next(9);
        if (random.Next(3) == 0)
            more["ivr_inputs"] = new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Menu(random))]);
        if (random.Next(3) == 0)
            AddContact(more, random);
        return Payload.Call(random.Next(1, 7), start, Dispositions[random.Next(Dispositions.Length)], random.Next(3) == 0 ? "OUTBOUND" : "INBOUND").With(more);
    }

    private static JsonObject Menu(Random random) => new()
    {
        ["greetingText"] = random.Next(3) == 0 ? null : "Press 1 for sales,\n2 for service.",
        ["playbackText"] = "Please hold.",
        ["userPressedKey"] = random.Next(3) == 0 ? null : $"{random.Next(1, 3)}",
    };

    private static string Contact(Random random)
    {
        var more = new JsonObject();
        AddContact(more, random);
        if (random.Next(2) == 0)
            return Payload.Contact(random.Next(1, 4)).With(more);
        var key = ChangeKeys[random.Next(ChangeKeys.Length)];
        JsonNode? value = key switch
        {
            "phones" => Payload.Phones([.. Phones.Where(_ => random.Next(3) == 0)]),
            "assignee_user" => random.Next(4) == 0 ? null : new JsonObject { ["id"] = random.Next(2), ["title"] = Names[random.Next(4)] },
            "labels" => new JsonArray(new JsonObject { ["id"] = random.Next(3), ["title"] = Names[random.Next(4)] }),
            _ => random.Next(4) == 0 ? null : Names[random.Next(4)],
        };
        return Payload.Change(random.Next(1, 4), key, value).With(random.Next(2) == 0 ? more : null);
    }

    private static string Task(Random random) => random.Next(3) == 0
        ? Payload.TaskChange(random.Next(1, 3), "task_status", random.Next(2) == 0 ? "PENDING" : "COMPLETED")
        : Payload.Task(random.Next(1, 3), random.Next(2) == 0 ? "TASK_CREATE" : "TASK_DUE_TIME").With("contact_id", random.Next(1, 4));

    private static void AddContact(JsonObject body, Random random)
    {
        body["contact_id"] = random.Next(1, 4);
        if (random.Next(2) == 0)
            body["contact_first_name"] = random.Next(4) == 0 ? null : Names[random.Next(4)];
        if (random.Next(3) == 0)
            body["contact_source"] = random.Next(3) == 0 ? null : Names[random.Next(2)];
        if (random.Next(4) == 0)
            body["contact_source_type"] = "MANUAL";
        if (random.Next(3) == 0)
            body["contact_lead_stage_name"] = random.Next(4) == 0 ? null : Names[random.Next(4)];
        if (random.Next(4) == 0)
            body["contact_assignee_user_id"] = random.Next(3) == 0 ? null : random.Next(2);
        if (random.Next(2) == 0)
            body["contact_phones"] = Payload.Phones([.. Phones.Where(_ => random.Next(3) == 0)]);
    }
}
