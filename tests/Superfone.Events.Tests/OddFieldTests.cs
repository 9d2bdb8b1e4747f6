using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Superfone.Events.Tests;

/// <summary>Each documented field of each event with each odd value: it costs that field, and no other.</summary>
public sealed class OddFieldTests
{
    // The properties of an event that each field sets, if they have other names than the field; fields within lists set those of their list.
    private static readonly Dictionary<string, string> Facts = new()
    {
        ["updated_key"] = "Change",
        ["updated_value"] = "Change",
        ["superfone_number"] = "Account",
        ["organization_name"] = "OrganizationName",
        ["contact_id"] = "ContactId",
        ["contact_lead_stage_id"] = "StageId",
        ["contact_lead_stage_name"] = "StageTitle",
        ["contact_lead_group_id"] = "GroupId",
        ["contact_lead_group_name"] = "GroupTitle",
        ["cdr_duration"] = "DurationSeconds",
        ["cdr_call_type"] = "Direction OtherDirection",
        ["cdr_start"] = "StartUtc",
        ["cdr_answer"] = "AnswerUtc",
        ["cdr_end"] = "EndUtc",
        ["cdr_ringing_duration"] = "RingingSeconds",
        ["ivr_inputs"] = "IvrInputs",
        ["dtmf_digits"] = "DtmfDigits",
        ["staff_first_name"] = "StaffFirstName",
        ["staff_last_name"] = "StaffLastName",
        ["staff_phone"] = "StaffPhone",
        ["summary"] = "Insights",
        ["transcription"] = "Transcript",
    };

    public static TheoryData<EventKind> Kinds => [.. Enum.GetValues<EventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_OddValueInAnyField_CostsThatFieldOnly(EventKind kind)
    {
        var body = BodyOf(kind);
        var (expected, notes) = Read(body);
        Assert.Empty(notes);

        foreach (var path in FieldsOf(kind))
        {
            foreach (var value in OddValues.All)
            {
                var odd = JsonMutation.With(body, path, value);
                Assert.True(SamplePayloads.Classify(odd).State == DeliveryState.Accepted, $"{path} = {value}");
                var (read, left) = Read(odd);

                var field = path.Split('.', '[')[0];
                var different = expected.Keys.Where(fact => expected[fact] != read[fact]);
                Assert.True(!different.Except((Facts.GetValueOrDefault(field) ?? NameOf(field)).Split(' ')).Any(), $"{path} = {Shortened(value)} changes {string.Join(", ", different)}");
                Assert.All(left, note => Assert.StartsWith(field, note, StringComparison.Ordinal));
                Assert.InRange(left.Sum(note => note.Length), 0, 2_000);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_ObjectInPlaceOfAnyField_IsNotedByItsPath(EventKind kind)
    {
        foreach (var path in FieldsOf(kind).Where(path => path != "summary" && !DocumentedFields.IsFree(path) && IsRead(kind, path)))
        {
            var (_, notes) = Read(JsonMutation.With(BodyOf(kind), path, """{"a":{}}"""));

            Assert.StartsWith($"{path.Replace("[]", "[0]", StringComparison.Ordinal)} is not ", Assert.Single(notes), StringComparison.Ordinal);
        }
    }

    // task_due_date: DueDate.
    private static string NameOf(string field) =>
        string.Concat(field.Split('_').Skip(1).Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

    // The event's name and its own id are required.
    private static IEnumerable<string> FieldsOf(EventKind kind) => DocumentedFields.Of(kind).Where(path => path is not ("event" or "cdr_uuid" or "cdr_id" or "task_id")
        && (path != "contact_id" || EventRegistry.Of(kind).Subject != EventSubject.Contact));

    // The reference lists it in the envelope of all events, but it has a meaning only in those that change a field.
    private static bool IsRead(EventKind kind, string path) => path != "updated_key" || EventRegistry.Of(kind).Action == EventAction.Changed;

    private static string BodyOf(EventKind kind)
    {
        var body = Payload.Sample(EventNames.Of(kind));
        if (EventRegistry.Of(kind).Subject == EventSubject.Call)
        {
            body = body
                .With("ivr_inputs", JsonNode.Parse("""[{"greetingText":"Welcome","playbackText":"Press 1","userPressedKey":"1"}]"""))
                .With("dtmf_digits", new JsonArray("1", "2"));
        }

        if (EventRegistry.Of(kind).Subject != EventSubject.Summary)
        {
            body = body
                .With("contact_phones", JsonNode.Parse("""[{"phone":"+918000000001","customer_id":12345}]"""))
                .With("contact_labels", JsonNode.Parse("""[{"id":17,"title":"Hot"},{"id":18,"title":"Old"}]"""));
        }

        return body;
    }

    private static (Dictionary<string, string> Facts, IReadOnlyList<string> Notes) Read(string body)
    {
        var notes = new ReadingNotes();
        var read = EventReader.Read(Encoding.UTF8.GetBytes(body), null, notes);
        var facts = FactsOf(read);
        if (facts.Remove("Contact") && read.GetType().GetProperty("Contact")!.GetValue(read) is { } contact)
        {
            foreach (var (name, value) in FactsOf(contact))
                facts.Add(name, value);
        }

        return (facts, notes.Texts);
    }

    private static Dictionary<string, string> FactsOf(object read) => read.GetType().GetProperties().Where(property => property.Name != "EqualityContract")
        .ToDictionary(property => property.Name, property => property.GetValue(read) switch
        {
            FieldChange change => $"{change.Key} {change.HasValue} {change.Value.GetRawText()}",
            var value => JsonSerializer.Serialize(value),
        });

    private static string Shortened(string value) => value.Length > 60 ? value[..60] : value;
}
