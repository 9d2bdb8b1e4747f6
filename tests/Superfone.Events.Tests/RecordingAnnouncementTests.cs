using System.Text;

namespace Superfone.Events.Tests;

public sealed class RecordingAnnouncementTests
{
    [Fact]
    public void Find_SeedSample_IsItsCallAndUrl()
    {
        var found = RecordingAnnouncement.Find(Payload.Sample("CDR_RECORDING_AVAILABLE").ToBytes());

        Assert.Equal(new RecordingAnnouncement(9876543, "https://recordings.s3.amazonaws.com/…?X-Amz-Signature=…"), found);
    }

    [Theory]
    [InlineData("""{"cdr_id":"5","cdr_recording_url":" https://a/b "}""")]
    [InlineData("""{"cdr_id":5.0,"cdr_recording_url":"https://a/b","cdr_start":"half past nine"}""")]
    [InlineData("""{"cdr_id":5,"cdr_recording_url":"https://a/b","cdr_phone":"\ud83d"}""")]
    public void Find_WhateverElseIsWrong_IsFound(string body) =>
        Assert.Equal(new RecordingAnnouncement(5, "https://a/b"), RecordingAnnouncement.Find(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"cdr_id":5}""")]
    [InlineData("""{"cdr_id":5,"cdr_recording_url":null}""")]
    [InlineData("""{"cdr_id":5,"cdr_recording_url":" "}""")]
    [InlineData("""{"cdr_id":5,"cdr_recording_url":{"a":1}}""")]
    [InlineData("""{"cdr_id":"five","cdr_recording_url":"https://a/b"}""")]
    [InlineData("""["cdr_recording_url"]""")]
    [InlineData("cdr_recording_url")]
    public void Find_NothingAnnounced_IsNull(string body) => Assert.Null(RecordingAnnouncement.Find(Encoding.UTF8.GetBytes(body)));
}
