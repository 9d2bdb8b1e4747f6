using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Privacy;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class BodyErasureTests
{
    private const long Person = 555;
    private const string Number = "+919812345607";

    private static readonly PhoneBook Phones = new("IN");

    [Theory]
    [InlineData("+919812345607")]
    [InlineData("+91 98123 45607")]
    [InlineData("098123-45607")]
    [InlineData("0091 98123.45607")]
    [InlineData("(98123) 45607")]
    [InlineData("९८१२३ ४५६०७")]
    [InlineData("98\u200b12345607")]
    public void Number_InAnyForm_IsRemovedFromTextsOfOthers(string written)
    {
        var erased = Erasure().Apply(Payload.Change(9, "Referred by", $"call {written} or +919812300042").ToBytes(), true);

        var value = JsonNode.Parse(erased.Body)!["updated_value"]!.GetValue<string>();
        Assert.Equal("call ••• or +919812300042", value);
    }

    [Fact]
    public void Number_OfAnotherContactAsWell_StaysInItsBodies()
    {
        var erasure = Erasure(Payload.Contact(9, Number, "Meena"));

        Assert.Equal(ErasedBody.Untouched, erasure.Apply(Payload.Contact(9, Number, "Meena").ToBytes(), true));
        Assert.Equal(ErasedBody.Untouched, erasure.Apply(Payload.MissedCall(1, phone: Number).ToBytes(), true));
        Assert.Equal(ErasedBody.Deleted, erasure.Apply(Payload.Contact(Person, Number).ToBytes(), true));
    }

    [Fact]
    public void EntitiesOfThePerson_GoWithTheirBodies()
    {
        var erasure = Erasure();

        Assert.All(
            new[]
            {
                Payload.Contact(Person, Number), Payload.Change(Person, "city", "Pune"), Payload.Task(7).With("contact_id", Person), Payload.TaskChange(7, "task_status", "DONE"),
                Payload.Summary(), Payload.Summary(Payload.OtherUuid).With("cdr_phone", "98123 45607"),
            },
            body => Assert.Equal(ErasedBody.Deleted, erasure.Apply(body.ToBytes(), true)));
        Assert.Equal(ErasedBody.Untouched, erasure.Apply(Payload.Summary(Payload.OtherUuid).ToBytes(), true));
        Assert.Equal(ErasedBody.Untouched, erasure.Apply(Payload.Task(8).ToBytes(), true));
    }

    [Fact]
    public void Quarantined_ThatMentionsThePerson_IsDeletedWhole()
    {
        var erasure = Erasure();

        Assert.Equal(ErasedBody.Deleted, erasure.Apply(Encoding.UTF8.GetBytes("not JSON, from 98123 45607"), false));
        Assert.Equal(ErasedBody.Deleted, erasure.Apply(Encoding.UTF8.GetBytes("""{"note":"Zara Quill called"}"""), false));
        Assert.Equal(ErasedBody.Untouched, erasure.Apply(Encoding.UTF8.GetBytes("not JSON"), false));
    }

    [Property(MaxTest = 200)]
    public void Call_OfThePerson_FoldsAsBeforeWithoutThePerson(int seed)
    {
        var random = new Random(seed);
        var bodies = Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomCall(random)).ToList();
        var erasure = Erasure([.. bodies]);

        var erased = bodies.Select(body => erasure.Apply(body.ToBytes(), true).Body ?? body.ToBytes()).ToList();

        var (before, after) = (Fold(bodies.Select(body => body.ToBytes())), Fold(erased));
        Assert.Equal(Kept(before), Kept(after));
        Assert.All(new[] { after.Phone, after.PhoneKey }, Assert.Null);
        Assert.Null(after.ContactId);
        Assert.Null(after.RecordingExpiresUtc);
        Assert.All(erased, body =>
        {
            var text = JsonNode.Parse(body)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            Assert.All(new[] { "Zara", "Quill", "12345607", "45607", "secretword", "555", "amazonaws" }, trace => Assert.DoesNotContain(trace, text, StringComparison.OrdinalIgnoreCase));
        });

        // Erasing again changes nothing.
        Assert.All(erased, body => Assert.Equal(ErasedBody.Untouched, erasure.Apply(body, true)));
    }

    private static object Kept(Call call) => (
        (call.CdrId, call.SortKey, call.Account, call.Direction, call.Disposition, call.Outcome, call.Missed),
        (call.StartedUtc, call.AnsweredUtc, call.EndedUtc, call.DurationSeconds, call.RingingSeconds, call.StaffName, call.StaffPhone, call.CdrUuid));

    private static Call Fold(IEnumerable<byte[]> bodies) =>
        new CallFold(Phones).Fold([.. bodies.Select((body, index) => new CallPayload(index + 1, Payloads.Noon, (CallEvent)EventReader.Read(body)))]);

    private static Payload RandomCall(Random random)
    {
        string[] written = ["+919812345607", "98123 45607", "098123-45607"];
        string[] events = ["ALL_CALLS", "MISSED_CALL", "CDR_RECORDING_AVAILABLE"];
        string[] dispositions = ["ANSWER", "NOANSWER", "IVR_DROPPED", "RINGING"];
        var call = Payload.AnsweredCall(42).As(events[random.Next(3)]).With("cdr_disposition", dispositions[random.Next(4)]).With("cdr_phone", written[random.Next(3)])
            .With("cdr_ringing_duration", random.Next(40)).With("note", "secretword").With("dtmf_digits", new JsonArray("45607"));
        if (random.Next(2) == 0)
            call = call.With("contact_id", Person).With("contact_first_name", "Zara").With("contact_last_name", "Quill");
        if (random.Next(2) == 0)
            call = call.With("ivr_inputs", new JsonArray(new JsonObject { ["greetingText"] = "secretword", ["userPressedKey"] = "1" }));
        return random.Next(2) == 0 ? call.Named().With("cdr_recording_url", Payload.RecordingUrl("Zara.mp3")) : call;
    }

    private static BodyErasure Erasure(params Payload[] log)
    {
        var search = new PersonSearch(new HashSet<long> { Person }, Phones);
        Payload[] all =
        [
            Payload.Contact(Person, Number, "Zara").With("contact_last_name", "Quill"), Payload.Task(7).With("contact_id", Person),
            Payload.AnsweredCall(41).Named().With("cdr_phone", "98123 45607"), .. log,
        ];
        foreach (var body in all)
            search.ReadFirst(body.ToBytes(), true);
        foreach (var body in all)
            search.ReadAgain(body.ToBytes());
        return new BodyErasure(search.Finish(), Phones);
    }
}
