using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Pages;

/// <summary>What is stored, logged or answered in English is said in the language of whoever reads a page.</summary>
public sealed class KnownSentenceTests
{
    private static readonly BusinessCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

    [Theory]
    [InlineData("")]
    [InlineData("\uD800")]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event":5}""")]
    [InlineData("""{"event":"ALL_CALLS"}""")]
    [InlineData("""{"event":"ALL_CALLS","cdr_id":"never"}""")]
    [InlineData("""{"event":"CDR_SUMMARY_READY","cdr_uuid":[5]}""")]
    public void Reason_OfABodyThatIsNotReadable_IsKnown(string body)
    {
        byte[] bytes = body == "\uD800" ? [0xFF] : Encoding.UTF8.GetBytes(body);

        Assert.NotNull(KnownSentences.Find(KnownSentences.Deliveries, EventClassifier.Classify(bytes).Reason!));
    }

    [Theory]
    [InlineData("range=next", "from=never", "hour=noon", "weekday=Someday", "missed=perhaps", "nosuch=1")]
    [InlineData("hour=24", "from=2020-01-01", "to=2026-01-01")]
    public void Problems_OfAnAddress_AreKnown(params string[] parameters)
    {
        var query = parameters.Select(parameter => parameter.Split('=')).ToDictionary(parameter => parameter[0], parameter => new StringValues(parameter[1]));
        query["account"] = new string('x', 3000);
        query["q"] = string.Join(' ', Enumerable.Repeat("word", 40));
        query["action"] = "nothing";
        var ranges = new RangeQuery(Calendar, TimeProvider.System);
        List<string> audit = [];

        AuditQuery.Read(query, ranges, audit, ["read", "user"]);
        var problems = AnalyticsQuery.Read(query, ranges, Calendar).Problems.Concat(CallQuery.Read(query, ranges).Problems).Concat(audit).ToList();

        Assert.InRange(problems.Count, 6, 60);
        Assert.Equal([], problems.Where(problem => KnownSentences.Find(KnownSentences.Addresses, problem) is null));
    }

    [Fact]
    public void Sentence_IsSaidByItsOwnTextWithWhatItNames()
    {
        Assert.Equal(("DownloadFailure.TargetElsewhere", "other.example.com"), Of("The server redirected to a link that leads to other.example.com, which is not among Superfone:Recordings:AllowedHosts."));
        Assert.Equal(("DownloadFailure.Incomplete", "1000"), Of("1000 of 300000 bytes came."));
        Assert.Null(KnownSentences.Find(KnownSentences.Downloads, "Something else."));

        static (string Key, string Argument) Of(string sentence) =>
            KnownSentences.Find(KnownSentences.Downloads, sentence) is { } known ? (known.Key, known.Arguments[0]) : default;
    }

    [Theory]
    [InlineData("en-IN", "the body is not JSON: 'x' is an invalid start of a value.", "the body is not JSON: 'x' is an invalid start of a value.")]
    [InlineData("hi-IN", "the body is not JSON: 'x' is an invalid start of a value.", "बॉडी JSON नहीं है: …")]
    [InlineData("hi-IN", "event is missing", "event नहीं है")]
    [InlineData("hi-IN", "what this version does not know", null)]
    public void Tooltip_HasNoEnglishForWhoeverReadsAnotherLanguage(string culture, string sentence, string? said)
    {
        var (formats, texts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        new CultureInfo(culture).MakeCurrent();
        var found = EnglishText.Text.Say(KnownSentences.Deliveries, sentence);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, texts);

        Assert.Equal(said, found);
    }
}
