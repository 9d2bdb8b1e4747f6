using Superfone.Dashboard.Domain.Summaries;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class InsightTitleTests
{
    [Theory]
    [InlineData("Callback request", "callbackrequest")]
    [InlineData(" call-back Request: ", "callbackrequest")]
    [InlineData("मुख्य चिंता", "मुख्यचिंता")]
    [InlineData(null, "insight")]
    [InlineData(" ", "insight")]
    [InlineData("…", "…")]
    public void Titles_OfOneMeaning_HaveOneKey(string? title, string key) => Assert.Equal(key, InsightTitle.KeyOf(title));

    [Theory]
    [InlineData(" Callback time: ", "Callback time")]
    [InlineData(" ", "")]
    [InlineData(null, "")]
    public void Title_AsShown_IsEmptyWithoutOne(string? title, string shown) => Assert.Equal(shown, InsightTitle.Of(title));

    [Theory]
    [InlineData("Call back requested", true)]
    [InlineData("Callback time", true)]
    [InlineData("Call summary", false)]
    [InlineData("Feedback", false)]
    public void Callback_IsKnownByItsTitle(string title, bool isCallback) => Assert.Equal(isCallback, InsightTitle.IsCallback(InsightTitle.KeyOf(title)));

    [Theory]
    [InlineData("After 6 PM", true)]
    [InlineData("None.", false)]
    [InlineData("N/A", false)]
    [InlineData("-", false)]
    [InlineData("", false)]
    public void Value_ThatSaysNothing_IsNoRequest(string value, bool says) => Assert.Equal(says, InsightTitle.SaysSomething(value));
}
