using System.Text.Json;

namespace Superfone.Events.Tests;

public sealed class EventWriterTests
{
    [Theory]
    [MemberData(nameof(SamplePayloads.Names), MemberType = typeof(SamplePayloads))]
    public void Write_WhatWasReadFromASample_IsThatSample(string name)
    {
        var sample = Payload.Sample(name).ToBytes();

        var written = EventWriter.Write(EventReader.Read(sample));

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(sample), JsonElement.Parse(written)), System.Text.Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void Write_NullAndAbsentFields_StayApart()
    {
        var written = EventWriter.Write(new ContactEvent
        {
            Kind = EventKind.CustomerChange,
            Contact = new ContactFields { ContactId = 1, LastName = new(null), Emails = new(null), StageId = new(null), CustomFields = new(null) },
            Change = new FieldChange("last_name", JsonElement.Parse("null")),
        });

        var again = Assert.IsType<ContactEvent>(EventReader.Read(written));
        Assert.Equal((true, null), (again.Contact.LastName.IsPresent, again.Contact.LastName.Value));
        Assert.True(again.Contact.Emails.IsPresent && again.Contact.StageId.IsPresent && again.Contact.CustomFields.IsPresent);
        Assert.False(again.Contact.FirstName.IsPresent || again.Contact.Labels.IsPresent);
        Assert.Equal((true, JsonValueKind.Null), (again.Change!.HasValue, again.Change.Value.ValueKind));
        Assert.False(ReadAgain(again with { Change = again.Change with { HasValue = false } }).Change!.HasValue);
    }

    [Fact]
    public void Write_MenuAndCustomFields_AreReadAgain()
    {
        var call = Assert.IsType<CallEvent>(EventReader.Read(Payload.Sample("ALL_CALLS").ToBytes())) with
        {
            CdrUuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f",
            IvrInputs = [new IvrInput("Press 1", null, "1")],
            DtmfDigits = ["1", "#"],
            Contact = new ContactFields { ContactId = 5, CustomFields = new(new Dictionary<string, string> { ["बजट"] = "\"₹50k\"", ["Visits"] = "3" }) },
        };

        var again = Assert.IsType<CallEvent>(EventReader.Read(EventWriter.Write(call)));

        Assert.Equal(call.IvrInputs, again.IvrInputs);
        Assert.Equal(call.DtmfDigits, again.DtmfDigits);
        Assert.Equal(call.CdrUuid, again.CdrUuid);
        Assert.Equal(call.Contact.CustomFields.Value, again.Contact.CustomFields.Value);
    }

    private static ContactEvent ReadAgain(ContactEvent happened) => Assert.IsType<ContactEvent>(EventReader.Read(EventWriter.Write(happened)));
}
