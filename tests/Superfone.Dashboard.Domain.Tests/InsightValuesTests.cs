using Superfone.Dashboard.Domain.Summaries;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class InsightValuesTests
{
    [Theory]
    [InlineData("mainconcern", "Price", "price")]
    [InlineData("mainconcern", " PRICE. ", "price")]
    [InlineData("mainconcern", "डिलीवरी", "डिलीवरी")]
    [InlineData("mainconcern", "None", null)]
    [InlineData("mainconcern", "…", null)]
    [InlineData("mainconcern", "Call me on 98000 00037", null)]
    [InlineData("sentiment", "Very positive", "positive")]
    [InlineData("customersentiment", "Dissatisfied", "negative")]
    [InlineData("sentiment", "Neutral.", "neutral")]
    [InlineData("sentiment", "Mixed: positive about the price", "mixed")]
    [InlineData("sentiment", "सकारात्मक", "positive")]
    [InlineData("sentiment", "Curious", "curious")]
    [InlineData("mainconcern", "Very positive", "verypositive")]
    public void Value_HoweverItIsWritten_HasOneKey(string titleKey, string value, string? key) => Assert.Equal(key, InsightValues.KeyOf(titleKey, value));

    [Fact]
    public void Value_OfAWholeSentence_IsNotRanked() => Assert.Null(InsightValues.KeyOf("mainconcern", new string('x', 101)));
}
