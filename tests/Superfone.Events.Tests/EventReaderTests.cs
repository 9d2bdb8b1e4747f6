using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Superfone.Events.Reading;

namespace Superfone.Events.Tests;

public sealed class EventReaderTests
{
    [Theory]
    [MemberData(nameof(SamplePayloads.Names), MemberType = typeof(SamplePayloads))]
    public void Read_SeedSample_IsTheEventOfItsName(string name)
    {
        var read = EventReader.Read(Payload.Sample(name).ToBytes());

        Assert.Equal(name, EventNames.Of(read.Kind));
        Assert.Equal("+918000099999", read.Account);
        Assert.Equal("Acme Pvt Ltd", read.OrganizationName);
    }

    [Fact]
    public void Read_AllCallsSample_HasEveryField()
    {
        var call = Assert.IsType<CallEvent>(EventReader.Read(Payload.Sample("ALL_CALLS").ToBytes()));

        Assert.Equal(9876543, call.CdrId);
        Assert.Equal("+918000000001", call.Phone);
        Assert.Equal("ANSWER", call.Disposition);
        Assert.Equal(CallDirection.Outbound, call.Direction);
        Assert.Equal(142, call.DurationSeconds);
        Assert.Equal(8, call.RingingSeconds);
        Assert.Equal(new DateTime(2026, 5, 15, 10, 30, 0, DateTimeKind.Utc), call.StartUtc);
        Assert.Equal(new DateTime(2026, 5, 15, 10, 30, 8, DateTimeKind.Utc), call.AnswerUtc);
        Assert.Equal(new DateTime(2026, 5, 15, 10, 32, 30, DateTimeKind.Utc), call.EndUtc);
        Assert.Equal("Ravi", call.StaffFirstName);
        Assert.Equal("Patel", call.StaffLastName);
        Assert.Equal("+919876543210", call.StaffPhone);
        Assert.Equal(12345, call.Contact.ContactId);
        Assert.Equal("Asha", call.Contact.FirstName.Value);
        Assert.Equal("Kumar", call.Contact.LastName.Value);
        Assert.Equal([new ContactPhone("+918000000001", 12345)], call.Contact.Phones.Value!);
        Assert.Equal("website-form", call.Contact.Source.Value);
        Assert.Equal("OTHERS", call.Contact.SourceType.Value);
        Assert.Equal(9, call.Contact.StageId.Value);
        Assert.Equal("New Lead", call.Contact.StageTitle.Value);
        Assert.Equal(3, call.Contact.GroupId.Value);
        Assert.Equal("Inbound", call.Contact.GroupTitle.Value);
        Assert.Equal([new Titled(17, "Hot")], call.Contact.Labels.Value!);
        Assert.Empty(call.Contact.Products.Value!);
        Assert.Equal(678, call.Contact.AssigneeUserId.Value);
        Assert.Equal("Acme Pvt Ltd", call.Contact.BusinessName.Value);
        Assert.Equal(["asha@example.com"], call.Contact.Emails.Value!);
        Assert.Empty(call.Contact.CustomFields.Value!);
    }

    [Fact]
    public void Read_SummarySample_HasTextInsightsAndTurns()
    {
        var summary = Assert.IsType<SummaryEvent>(EventReader.Read(Payload.Sample("CDR_SUMMARY_READY").ToBytes()));

        Assert.Equal("8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f", summary.CdrUuid);
        Assert.Equal(142, summary.DurationSeconds);
        Assert.StartsWith("Customer asked for a callback", summary.Text, StringComparison.Ordinal);
        Assert.Contains(new Insight("Main concern", "Pricing for the Pro plan"), summary.Insights);
        Assert.Equal(new TranscriptTurn("agent", "Hi, this is Ravi from Acme.", 0, 2.4), summary.Transcript[0]);
    }

    [Fact]
    public void Read_ChangeSample_HasKeyAndValueThatOutliveTheBody()
    {
        var contact = Assert.IsType<ContactEvent>(EventReader.Read(Payload.Sample("CUSTOMER_CHANGE").ToBytes()));

        Assert.Equal("lead_stage", contact.Change!.Key);
        Assert.Equal("""{"id":10,"title":"Qualified"}""", CanonicalJson.Text(contact.Change.Value));
    }

    [Fact]
    public void Read_AbsentAndNullFields_AreToldApart()
    {
        var read = SamplePayloads.Read(Payload.Sample("CUSTOMER_CREATE").With(payload =>
        {
            payload["contact_last_name"] = null;
            payload.Remove("contact_source");
        }));

        var contact = Assert.IsType<ContactEvent>(read).Contact;
        Assert.True(contact.LastName.IsPresent);
        Assert.Null(contact.LastName.Or("Kumar"));
        Assert.False(contact.Source.IsPresent);
        Assert.Equal("website-form", contact.Source.Or("website-form"));
    }

    [Fact]
    public void Read_NumbersAsText_AreNumbers()
    {
        var read = SamplePayloads.Read(Payload.Sample("ALL_CALLS").With(payload =>
        {
            payload["cdr_id"] = "9007199254740993";
            payload["contact_id"] = " 42 ";
            payload["cdr_duration"] = "141.6";
            payload["cdr_phone"] = 918000000001;
        }));

        var call = Assert.IsType<CallEvent>(read);
        Assert.Equal(9007199254740993, call.CdrId);
        Assert.Equal(42, call.Contact.ContactId);
        Assert.Equal(142, call.DurationSeconds);
        Assert.Equal("918000000001", call.Phone);
    }

    [Theory]
    [InlineData("\"2026-05-15T16:00:00.000+05:30\"")]
    [InlineData("\"2026-05-15T10:30:00\"")]
    [InlineData("\"2026-05-15 10:30:00Z\"")]
    [InlineData("1778841000")]
    [InlineData("1778841000000")]
    [InlineData("\"1778841000000\"")]
    public void Read_TimeInAnotherForm_IsTheSameInstant(string json)
    {
        var read = SamplePayloads.Read(Payload.Sample("ALL_CALLS").With("cdr_start", JsonNode.Parse(json)));

        var start = Assert.IsType<CallEvent>(read).StartUtc;
        Assert.Equal(new DateTime(2026, 5, 15, 10, 30, 0), start);
        Assert.Equal(DateTimeKind.Utc, start!.Value.Kind);
    }

    [Fact]
    public void Read_EmptyArrayInPlaceOfCustomFields_IsNoCustomField()
    {
        var read = SamplePayloads.Read(Payload.Sample("CUSTOMER_CREATE").With("contact_custom_fields", new JsonArray()));

        var fields = Assert.IsType<ContactEvent>(read).Contact.CustomFields;
        Assert.True(fields.IsPresent);
        Assert.Empty(fields.Value!);
    }

    [Fact]
    public void Read_SingleItemsInPlaceOfLists_AreLists()
    {
        var read = SamplePayloads.Read(Payload.Sample("CUSTOMER_CREATE").With(payload =>
        {
            payload["contact_emails"] = "asha@example.com";
            payload["contact_phones"] = "+918000000001";
            payload["contact_labels"] = new JsonArray("Hot", null, new JsonObject { ["id"] = "17" });
        }));

        var contact = Assert.IsType<ContactEvent>(read).Contact;
        Assert.Equal(["asha@example.com"], contact.Emails.Value!);
        Assert.Equal([new ContactPhone("+918000000001", null)], contact.Phones.Value!);
        Assert.Equal([new Titled(null, "Hot"), new Titled(17, null)], contact.Labels.Value!);
    }

    [Fact]
    public void Read_SummaryWithNeitherSummaryNorTranscript_IsEmpty()
    {
        var read = SamplePayloads.Read(Payload.Sample("CDR_SUMMARY_READY").With(payload =>
        {
            payload.Remove("summary");
            payload.Remove("transcription");
            payload["summary_text"] = null;
        }));

        var summary = Assert.IsType<SummaryEvent>(read);
        Assert.Null(summary.Text);
        Assert.Empty(summary.Insights);
        Assert.Empty(summary.Transcript);
    }

    [Fact]
    public void Read_BodyWithByteOrderMark_IsRead()
    {
        byte[] body = [.. Encoding.UTF8.Preamble, .. Payload.Sample("TASK_CREATE").ToBytes()];

        Assert.Equal(4567, Assert.IsType<TaskEvent>(EventReader.Read(body)).TaskId);
    }

    [Fact]
    public void Read_UndocumentedFields_AreIgnored()
    {
        var read = SamplePayloads.Read(Payload.Sample("TASK_CHANGE").With("brand_new", JsonSerializer.SerializeToNode(new { a = 1 })));

        Assert.Equal("COMPLETED", Assert.IsType<TaskEvent>(read).Status.Value);
    }

    [Theory]
    [InlineData("""Yes \ud83d""", "Yes \ufffd")]
    [InlineData("""\uDE00 no \ud83d\ude00""", "\ufffd no \U0001F600")]
    [InlineData("""C:\\ud83d""", """C:\ud83d""")]
    public void Read_TextCutInsideAnEmoji_IsReadAllTheSame(string json, string text)
    {
        var call = Assert.IsType<CallEvent>(EventReader.Read(Encoding.UTF8.GetBytes($$"""{"event":"ALL_CALLS","cdr_id":1,"cdr_phone":"{{json}}"}""")));

        Assert.Equal(text, call.Phone);
    }
}
