using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Tests.ReadModels.Search;

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
    [InlineData("कीमत", "आपकी क़ीमत बताइए।", "क़ीमत")]
    [InlineData("25", "कुल २५० रुपये", "२५०")]
    [InlineData("கெ", "கொடு, கெட்ட", "கெட்ட")]
    [InlineData("½", "½ or 1/2", "½|1|2")]
    public void Words_AreFoundByTheirBeginning(string typed, string text, string found)
    {
        var places = new WordSearch(typed).Find(text).Spans;

        Assert.Equal(found, string.Join('|', places.Select(place => text.Substring(place.Start, place.Length))));
    }

    [Theory]
    [InlineData("pricing", "The Prices, a pricey price.", "Prices|price")]
    [InlineData("deliveries", "Delivery and delivered", "Delivery")]
    [InlineData("delivery", "Two deliveries", "deliveries")]
    [InlineData("used", "Tell us who uses it", "uses")]
    [InlineData("follow-ups", "A follow-up, two follow ups; follow us up.", "follow|up|follow|ups")]
    [InlineData("follow-up", "Two follow-ups", "follow|ups")]
    [InlineData("call-backs", "A call-back, no calls back", "call|back")]
    [InlineData("don't", "I don", "")]
    [InlineData("zebrawood pricing", "The zebrawood price", "zebrawood|price")]
    public void Words_AreFoundInTheirOtherEnglishForms(string typed, string text, string found) => Words_AreFoundByTheirBeginning(typed, text, found);

    [Theory]
    [InlineData("ash", "Asha Kumar", "Asha")]
    [InlineData("kum asha", "Asha Kumar", "Asha|Kumar")]
    [InlineData("asha", "Natasha", "Natasha")]
    [InlineData("as at", "Natasha at noon", "at")]
    [InlineData("कीम", "कीमत क्या है", "कीमत")]
    [InlineData("की", "मेंकी", "")]
    [InlineData("else", "nothing of it", "")]
    [InlineData("", "nothing of it", "")]
    [InlineData("8000000001", "+91 80000 00001", "80000|00001")]
    [InlineData("080000 00001", "+91 80000 00001", "80000|00001")]
    [InlineData("+91-80000-00001", "80000 00001", "80000|00001")]
    [InlineData("८००००", "+91 80000 00001", "80000")]
    public void NamesAndNumbers_AreFoundByAnyPart(string typed, string text, string found)
    {
        var places = new WordSearch(typed).FindInName(text);

        Assert.Equal(found, string.Join('|', places.Select(place => text.Substring(place.Start, place.Length))));
    }

    [Theory]
    [InlineData("pric", "The Price, in prices", "Pric|pric")]
    [InlineData("000", "+91 80000 00001", "000|000")]
    [InlineData("else", "nothing of it", "")]
    [InlineData("", "nothing of it", "")]
    public void Parts_AreFoundAsTheyAreTyped(string typed, string text, string found) =>
        Assert.Equal(found, string.Join('|', TextSpan.Of(text, typed).Select(place => text.Substring(place.Start, place.Length))));

    [Theory]
    [InlineData("price high", "A high price", true)]
    [InlineData("price low", "A high price", false)]
    [InlineData("", "Anything", true)]
    [InlineData("?!", "Anything", true)]
    public void Text_HasThemAll(string typed, string text, bool isAllIn) => Assert.Equal(isAllIn, new WordSearch(typed).IsAllIn(text));
}
