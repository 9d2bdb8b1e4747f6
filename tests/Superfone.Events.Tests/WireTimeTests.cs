using System.Globalization;
using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events.Tests;

public sealed class WireTimeTests
{
    [Theory]
    [InlineData("2026-05-15T10:30:08.000Z", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15t10:30:08z", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15 10:30:08 UTC", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15 10:30:08UTC", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15T10:30", "2026-05-15 10:30:00.000")]
    [InlineData("2026-05-15 10:30:08", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15T16:00:08+05:30", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15T16:00:08 +0530", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15T02:30:08-08", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15T10:30:08,25Z", "2026-05-15 10:30:08.250")]
    [InlineData("2026-05-15T10:30:08.1239999999999Z", "2026-05-15 10:30:08.123")]
    [InlineData("20260515T103008Z", "2026-05-15 10:30:08.000")]
    [InlineData("2026-05-15T24:00:00Z", "2026-05-16 00:00:00.000")]
    [InlineData("2026-12-31T23:59:60Z", "2027-01-01 00:00:00.000")]
    [InlineData("2026-05-15", "2026-05-15 00:00:00.000")]
    [InlineData("\u00a0 2026-05-15\u00a010:30:08Z ", "2026-05-15 10:30:08.000")]
    [InlineData("1778841008", "2026-05-15 10:30:08.000")]
    [InlineData("1778841008.5", "2026-05-15 10:30:08.500")]
    [InlineData(" 1778841008250 ", "2026-05-15 10:30:08.250")]
    public void TryParse_Time_IsThatInstant(string text, string utc)
    {
        Assert.True(WireTime.TryParse(text, out var time));
        Assert.Equal(utc, time.Utc.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, time.Utc.Kind);
    }

    [Theory]
    [InlineData("2027-11-28", false, null)]
    [InlineData("20271128", false, null)]
    [InlineData("2027-11-28 00:00", true, null)]
    [InlineData("2027-11-28T00:00Z", true, "00:00:00")]
    [InlineData("2027-11-28T00:00+0530", true, "05:30:00")]
    [InlineData("1764583200", true, "00:00:00")]
    public void TryParse_Time_TellsWhatWasWritten(string text, bool hasTimeOfDay, string? offset)
    {
        Assert.True(WireTime.TryParse(text, out var time));
        Assert.Equal(hasTimeOfDay, time.HasTimeOfDay);
        Assert.Equal(offset, time.Offset?.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10:30")]
    [InlineData("10:30:00Z")]
    [InlineData("T10:30")]
    [InlineData("today")]
    [InlineData("now")]
    [InlineData("Friday")]
    [InlineData("May 15")]
    [InlineData("15 May 2026 10:30")]
    [InlineData("Fri, 15 May 2026 10:30:08 GMT")]
    [InlineData("05/06/2027")]
    [InlineData("2026/05/15")]
    [InlineData("26-05-15")]
    [InlineData("2026-5-15")]
    [InlineData("2026-05")]
    [InlineData("2026")]
    [InlineData("0000-00-00")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("2026-05-15T25:00:00Z")]
    [InlineData("2026-05-15T24:00:01Z")]
    [InlineData("2026-05-15T10:60:00Z")]
    [InlineData("2026-05-15T10:30:00+15:00")]
    [InlineData("2026-05-15T10:30:00 IST")]
    [InlineData("2026-05-15T10:30:00Z and more")]
    [InlineData("２０２６-05-15")]
    [InlineData("0")]
    [InlineData("-1778841008")]
    [InlineData("1,778,841,008")]
    [InlineData("99999999999")]
    [InlineData("1778841008000000")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("∞")]
    public void TryParse_OtherText_IsNoTime(string? text) => Assert.False(WireTime.TryParse(text, out _));

    [Theory]
    [InlineData("1778841008", true)]
    [InlineData("1.778841008e9", true)]
    [InlineData("\"2026-05-15T10:30:08Z\"", true)]
    [InlineData("1e400", false)]
    [InlineData("true", false)]
    [InlineData("null", false)]
    [InlineData("{}", false)]
    [InlineData("[1778841008]", false)]
    public void TryRead_JsonValue_TakesTextAndNumbers(string json, bool isTime) =>
        Assert.Equal(isTime, WireTime.TryRead(JsonElement.Parse(json), out _));
}
