namespace Superfone.Events.Tests;

public sealed class EventClassifierTests
{
    [Theory]
    [MemberData(nameof(SamplePayloads.Names), MemberType = typeof(SamplePayloads))]
    public void Classify_SeedSample_IsRecognised(string name)
    {
        var found = EventClassifier.Classify(Payload.Sample(name).ToBytes());

        Assert.Equal(DeliveryState.Accepted, found.State);
        Assert.Equal(name, found.EventName);
        Assert.Equal("+918000099999", found.Account);
        Assert.Equal(32, found.CanonicalHash!.Length);
    }

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("  \n", "the body is empty")]
    [InlineData("\uFEFF", "the body is empty")]
    [InlineData("{", "the body is not JSON")]
    [InlineData("event=ALL_CALLS", "the body is not JSON")]
    [InlineData("[]", "the body is not a JSON object")]
    [InlineData("null", "the body is not a JSON object")]
    [InlineData("{}", "event is missing")]
    [InlineData("""{"event":null}""", "event is missing")]
    [InlineData("""{"event":7}""", "event is not a name: 7")]
    [InlineData("""{"event":" "}""", "event is not a name")]
    [InlineData("""{"event":"ALL_CALLS"}""", "cdr_id is missing")]
    [InlineData("""{"event":"ALL_CALLS","cdr_id":"abc"}""", "cdr_id is not a whole number: \"abc\"")]
    [InlineData("""{"event":"ALL_CALLS","cdr_id":1.5}""", "cdr_id is not a whole number: 1.5")]
    [InlineData("""{"event":"ALL_CALLS","cdr_id":99999999999999999999}""", "cdr_id is not a whole number")]
    [InlineData("""{"event":"ALL_CALLS","cdr_id":{}}""", "cdr_id is not a whole number: {}")]
    [InlineData("""{"event":"CUSTOMER_CHANGE","contact_id":null}""", "contact_id is missing")]
    [InlineData("""{"event":"TASK_CREATE","contact_id":1}""", "task_id is missing")]
    [InlineData("""{"event":"CDR_SUMMARY_READY","cdr_uuid":""}""", "cdr_uuid is missing")]
    [InlineData("""{"event":"CDR_SUMMARY_READY","cdr_uuid":[]}""", "cdr_uuid is not text")]
    public void Classify_BodyThatIsNoEvent_SaysWhatIsWrong(string body, string reason)
    {
        var found = SamplePayloads.Classify(body);

        Assert.Equal(DeliveryState.Quarantined, found.State);
        Assert.StartsWith(reason, found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_BytesThatAreNoText_AreMalformed()
    {
        byte[] body = [.. "{\"event\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal(DeliveryState.Quarantined, EventClassifier.Classify(body).State);
    }

    [Fact]
    public void Classify_BytesThatAreNoTextInAnyField_AreMalformed()
    {
        byte[] body = [.. "{\"event\":\"ALL_CALLS\",\"cdr_id\":1,\"cdr_phone\":\""u8, 0xFF, .. "\"}"u8];

        Assert.Equal(DeliveryState.Quarantined, EventClassifier.Classify(body).State);
    }

    [Theory]
    [InlineData("""{"event":"ALL_CALLS","cdr_id":1,"contact_id":"x"}""")]
    [InlineData("""{"event":"TASK_CREATE","task_id":" 1\u00a0","contact_id":[]}""")]
    [InlineData("""{"event":"ALL_CALLS","cdr_id":1.0,"cdr_phone":"\ud83d","\udc00":{"\ud800":1}}""")]
    [InlineData("""{"\ud800":0,"event":"ALL_CALLS","superfone_number":["x"],"cdr_id":1e3}""")]
    public void Classify_OddFieldOtherThanItsOwnId_IsRecognised(string body) =>
        Assert.Equal(DeliveryState.Accepted, SamplePayloads.Classify(body).State);

    [Fact]
    public void Classify_HalvesOfSurrogatePairs_AreNotTheSameBody()
    {
        var first = SamplePayloads.Classify("""{"event":"ALL_CALLS","cdr_id":1,"x":{"\ud83d":"\ud83d"}}""");
        var second = SamplePayloads.Classify("""{"event":"ALL_CALLS","cdr_id":1,"x":{"\ud83d":"\ud83e"}}""");

        Assert.NotEqual(first.CanonicalHash, second.CanonicalHash);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500_000)]
    public void Classify_DeeplyNestedField_IsRecognised(int depth)
    {
        var (open, close) = (new string('[', depth), new string(']', depth));
        var body = $$"""{"event":"ALL_CALLS","cdr_phone":{{open}}{{close}},"x":{"a":1,"b":{{open}}2{{close}},"c":3},"cdr_id":1}""";

        var found = SamplePayloads.Classify(body);
        Assert.Equal(DeliveryState.Accepted, found.State);
        Assert.NotEqual(found.CanonicalHash, SamplePayloads.Classify(body.Replace("[2]", "[3]", StringComparison.Ordinal)).CanonicalHash);
        var call = Assert.IsType<CallEvent>(EventReader.Read(System.Text.Encoding.UTF8.GetBytes(body)));
        Assert.Equal((1, null), (call.CdrId, call.Phone));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[{\"a\":")]
    public void Classify_DeeplyNestedBodyThatIsCut_IsMalformed(string opening)
    {
        var body = $$"""{"event":"ALL_CALLS","cdr_id":1,"x":{{string.Concat(Enumerable.Repeat(opening, 10_000))}}""";

        Assert.StartsWith("the body is not JSON", SamplePayloads.Classify(body).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_LongEventOfAnotherKind_IsQuotedInPart() =>
        Assert.InRange(SamplePayloads.Classify($$"""{"event":["{{new string('x', 100_000)}}"]}""").Reason!.Length, 1, 200);

    [Fact]
    public void Classify_UnknownName_IsUnrecognisedWhateverItsIds()
    {
        var found = SamplePayloads.Classify("""{"event":"VOICEMAIL","superfone_number":918000099999,"cdr_id":"abc"}""");

        Assert.Equal(DeliveryState.Unrecognised, found.State);
        Assert.Equal("VOICEMAIL", found.EventName);
        Assert.Equal("918000099999", found.Account);
    }

    [Fact]
    public void Classify_Change_HasTheKeyOfWhatChanged()
    {
        Assert.Equal("contact:12345:lead_stage", EventClassifier.Classify(Payload.Sample("CUSTOMER_CHANGE").ToBytes()).ChangeKey);
        Assert.Equal("task:4567:task_status", EventClassifier.Classify(Payload.Sample("TASK_CHANGE").ToBytes()).ChangeKey);
        Assert.Null(EventClassifier.Classify(Payload.Sample("TASK_CREATE").ToBytes()).ChangeKey);
    }
}
