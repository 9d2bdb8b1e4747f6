using Superfone.Dashboard.Components.Text;

namespace Superfone.Dashboard.Components.Tests.Text;

public sealed class MarkedTests
{
    [Theory]
    [InlineData("Asha Kumar", "ash", "[Ash]a Kumar")]
    [InlineData("Asha Kumar", "kum asha", "[Asha] [Kum]ar")]
    [InlineData("Natasha", "asha", "Nat[asha]")]
    [InlineData("Natasha at noon", "as at", "Natasha [at] noon")]
    [InlineData("कीमत क्या है", "कीम", "[कीम]त क्या है")]
    [InlineData("मेंकी", "की", "मेंकी")]
    [InlineData("nothing of it", "else", "nothing of it")]
    [InlineData("nothing of it", "", "nothing of it")]
    [InlineData("nothing of it", " of", "nothing [of] it")]
    public void Pieces_WhatWasSearched_StandsOut(string text, string terms, string expected) =>
        Assert.Equal(expected, string.Concat(Marked.Pieces(text, terms.Split(' ')).Select(piece => piece.IsFound ? $"[{piece.Text}]" : piece.Text)));

    [Fact]
    public void Excerpt_OfALongText_BeginsALittleBeforeWhatWasSearched()
    {
        var text = "The customer asked about many things before he finally came to the price of the Pro plan.";

        Assert.Equal("… things before he finally came to the price of the Pro plan.", Marked.Excerpt(text, ["price"]));
        Assert.Equal(text, Marked.Excerpt(text, ["customer"]));
    }
}
