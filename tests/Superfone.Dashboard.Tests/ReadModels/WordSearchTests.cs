using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class WordSearchTests
{
    [Theory]
    [InlineData("pric", "The Price, and prices.", "Price|prices")]
    [InlineData("rice", "The price.", "")]
    [InlineData("zoe", "For Zoë\u0308 and Zoë.", "Zoë\u0308|Zoë")]
    [InlineData("क़ीमत", "आपकी क़ीमत बताइए।", "क़ीमत")]
    [InlineData("की", "आपकी कीमत", "कीमत")]
    [InlineData("don't", "I don't. We don.", "don|t")]
    [InlineData("50k", "About 50k or 50,000", "50k")]
    public void Words_AreFoundByTheirBeginning(string typed, string text, string found)
    {
        var places = new WordSearch(typed).Find(text).Spans;

        Assert.Equal(found, string.Join('|', places.Select(place => text.Substring(place.Start, place.Length))));
    }

    [Theory]
    [InlineData("price high", "A high price", true)]
    [InlineData("price low", "A high price", false)]
    [InlineData("", "Anything", true)]
    [InlineData("?!", "Anything", true)]
    public void Text_HasThemAll(string typed, string text, bool isAllIn) => Assert.Equal(isAllIn, new WordSearch(typed).IsAllIn(text));
}
