using System.Text.Json.Nodes;

namespace Superfone.Events.Tests;

public sealed class LenientReadingTests
{
    private static readonly DateTime Received = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("60", 60)]
    [InlineData("59.5", 60)]
    [InlineData("\" 60\\u00a0\"", 60)]
    [InlineData("\"6e1\"", 60)]
    [InlineData("\"00:02:22\"", 142)]
    [InlineData("\"2:22\"", 142)]
    [InlineData("\"75:10\"", 4510)]
    [InlineData("\"1:02:03\"", 3723)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void Duration_InAnyForm_IsInSeconds(string json, int? seconds)
    {
        var (read, notes) = SamplePayloads.ReadWith("ALL_CALLS", "cdr_duration", json);

        Assert.Equal(seconds, Assert.IsType<CallEvent>(read).DurationSeconds);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("\"-1\"")]
    [InlineData("1e400")]
    [InlineData("\"NaN\"")]
    [InlineData("\"1,234\"")]
    [InlineData("\"2:75\"")]
    [InlineData("\"0:02:22:00\"")]
    [InlineData("\"long\"")]
    [InlineData("99999999999")]
    [InlineData("true")]
    [InlineData("[60]")]
    public void Duration_ThatIsNone_IsLeftOutAndNoted(string json)
    {
        var (read, notes) = SamplePayloads.ReadWith("ALL_CALLS", "cdr_ringing_duration", json);

        var call = Assert.IsType<CallEvent>(read);
        Assert.Equal((null, 142), (call.RingingSeconds, call.DurationSeconds));
        Assert.StartsWith("cdr_ringing_duration is not a number of seconds: ", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"inbound\"", CallDirection.Inbound, null)]
    [InlineData("\" OutBound \"", CallDirection.Outbound, null)]
    [InlineData("\"INTERNAL\"", null, "INTERNAL")]
    [InlineData("\" Internal\"", null, " Internal")]
    [InlineData("5", null, "5")]
    [InlineData("\" \"", null, null)]
    public void Direction_InAnyCase_IsReadAndAnUnknownOneKept(string json, CallDirection? direction, string? other)
    {
        var (read, notes) = SamplePayloads.ReadWith("ALL_CALLS", "cdr_call_type", json);

        var call = Assert.IsType<CallEvent>(read);
        Assert.Equal((direction, other), (call.Direction, call.OtherDirection));
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("cdr_start")]
    [InlineData("cdr_answer")]
    [InlineData("cdr_end")]
    public void Time_MoreThanADayAfterReceipt_IsLeftOut(string field)
    {
        var (within, _) = SamplePayloads.ReadWith("ALL_CALLS", field, "\"2026-05-16T12:00:00Z\"", Received);
        var (beyond, notes) = SamplePayloads.ReadWith("ALL_CALLS", field, "\"2026-05-16T12:00:00.001Z\"", Received);

        Assert.Equal(Received.AddDays(1), TimeOf(within));
        Assert.Null(TimeOf(beyond));
        Assert.StartsWith($"{field} is more than 24 hours after", Assert.Single(notes), StringComparison.Ordinal);

        DateTime? TimeOf(SuperfoneEvent read) => Assert.IsType<CallEvent>(read) is var call && field == "cdr_start" ? call.StartUtc
            : field == "cdr_answer" ? call.AnswerUtc : call.EndUtc;
    }

    [Fact]
    public void List_WithOddItems_KeepsTheOthers()
    {
        var (read, notes) = SamplePayloads.ReadWith("CUSTOMER_CREATE", "contact_labels", """["Hot",{"id":"x","title":"New"},{"id":17},null,[1],{},true]""");

        Assert.Equal([new Titled(null, "Hot"), new Titled(null, "New"), new Titled(17, null)], Assert.IsType<ContactEvent>(read).Contact.Labels.Value!);
        Assert.Equal(["contact_labels[1].id", "contact_labels[4]", "contact_labels[5]", "contact_labels[6]"], notes.Select(note => note.Split(' ')[0]));
    }

    [Theory]
    [InlineData("contact_emails", """[{"email":"a@example.com"}]""", "contact_emails[0]")]
    [InlineData("contact_labels", "[[1]]", "contact_labels[0]")]
    [InlineData("contact_labels", "true", "contact_labels")]
    [InlineData("contact_phones", """[{"phone":{}}]""", "contact_phones[0].phone")]
    [InlineData("contact_custom_fields", "7", "contact_custom_fields")]
    public void List_WithNothingReadable_IsAsIfAbsent(string field, string json, string path)
    {
        var (read, notes) = SamplePayloads.ReadWith("CUSTOMER_CREATE", field, json);

        var contact = Assert.IsType<ContactEvent>(read).Contact;
        Assert.False(field switch
        {
            "contact_emails" => contact.Emails.IsPresent,
            "contact_labels" => contact.Labels.IsPresent,
            "contact_phones" => contact.Phones.IsPresent,
            _ => contact.CustomFields.IsPresent,
        });
        Assert.StartsWith($"{path} ", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void CustomFields_OneNestedTooDeeply_KeepTheOthers()
    {
        var (read, notes) = SamplePayloads.ReadWith(
            "CUSTOMER_CREATE", "contact_custom_fields", $$"""{"Budget":"50k","Odd":{{new string('[', 80)}}{{new string(']', 80)}}}""");

        Assert.Equal(["Budget"], Assert.IsType<ContactEvent>(read).Contact.CustomFields.Value!.Keys);
        Assert.StartsWith("contact_custom_fields.Odd ", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ContactId_ThatCannotBeRead_CostsTheContact()
    {
        var (read, notes) = SamplePayloads.ReadWith("TASK_CREATE", "contact_id", "\"abc\"");

        var task = Assert.IsType<TaskEvent>(read);
        Assert.Equal((4567L, null), (task.TaskId, task.Contact.ContactId));
        Assert.Equal("contact_id is not a whole number: \"abc\"", Assert.Single(notes));
    }

    [Fact]
    public void Summary_AsText_IsItsTextWhereNoneIsBesideIt()
    {
        var read = SamplePayloads.Read(Payload.Sample("CDR_SUMMARY_READY").With(payload =>
        {
            payload["summary"] = "About the order";
            payload.Remove("summary_text");
        }));
        var (beside, _) = SamplePayloads.ReadWith("CDR_SUMMARY_READY", "summary", "\"About the order\"");

        Assert.Equal("About the order", Assert.IsType<SummaryEvent>(read).Text);
        Assert.StartsWith("Customer asked", Assert.IsType<SummaryEvent>(beside).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Field_WrittenTwice_CountsAsItsLast()
    {
        var notes = new ReadingNotes();
        var read = EventReader.Read("""{"event":"ALL_CALLS","cdr_id":1,"cdr_duration":"long","cdr_duration":7}"""u8.ToArray(), null, notes);

        Assert.Equal(7, Assert.IsType<CallEvent>(read).DurationSeconds);
        Assert.Empty(notes.Texts);
    }

    [Fact]
    public void Notes_OfAHundredThousandOddItems_AreFewAndSayHowMany()
    {
        var notes = new ReadingNotes();
        SamplePayloads.Read(Payload.Sample("ALL_CALLS").With(payload =>
        {
            payload["contact_emails"] = new JsonArray([.. Enumerable.Range(0, 100_000).Select(_ => (JsonNode)new JsonObject())]);
            payload["staff_phone"] = new JsonObject { ["long"] = new string('x', 10_000) };
        }), notes);

        Assert.InRange(notes.Texts.Count, 2, 10);
        Assert.All(notes.Texts, note => Assert.InRange(note.Length, 1, 160));
        Assert.Contains(notes.Texts, note => note.StartsWith("contact_emails[", StringComparison.Ordinal) && note.EndsWith("(and 99995 more)", StringComparison.Ordinal));
        Assert.Contains(notes.Texts, note => note.StartsWith("staff_phone is not text: ", StringComparison.Ordinal));
    }
}
