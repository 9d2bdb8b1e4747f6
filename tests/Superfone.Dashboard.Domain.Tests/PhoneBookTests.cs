namespace Superfone.Dashboard.Domain.Tests;

public sealed class PhoneBookTests
{
    private readonly PhoneBook _phones = new("IN");

    [Theory]
    [InlineData("+918000000001")]
    [InlineData("+91 80000 00001")]
    [InlineData("+91-80000-00001")]
    [InlineData("(+91) 80000.00001 ")]
    [InlineData("08000000001")]
    [InlineData("8000000001")]
    [InlineData("080000 00001")]
    [InlineData("00918000000001")]
    [InlineData("0091 80000 00001")]
    [InlineData("918000000001")]
    [InlineData("tel:+918000000001")]
    public void KeyOf_AnyWrittenForm_IsTheSame(string number) => Assert.Equal("+918000000001", _phones.KeyOf(number));

    [Theory]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    [InlineData("0044 20 7946 0958", "+442079460958")]
    [InlineData("+1 (415) 555-2671", "+14155552671")]
    public void KeyOf_InternationalNumber_KeepsItsCountry(string number, string expected) => Assert.Equal(expected, _phones.KeyOf(number));

    [Theory]
    [InlineData("080000 00001", true)]
    [InlineData("+44 20 7946 0958", true)]
    [InlineData("80000 000", false)]
    [InlineData("00001", false)]
    [InlineData("Anonymous", false)]
    public void IsWhole_ANumberThatSomebodyMayHave_AndNoPartOfOne(string text, bool isWhole) => Assert.Equal(isWhole, _phones.IsWhole(text));

    [Theory]
    [InlineData("Anonymous", "anonymous")]
    [InlineData(" PRIVATE ", "private")]
    [InlineData("+", "+")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    public void KeyOf_NoNumber_IsTheTextItself(string number, string expected)
    {
        Assert.Equal(expected, _phones.KeyOf(number));
        Assert.False(PhoneBook.IsNumber(expected));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void KeyOf_Blank_IsNull(string? number) => Assert.Null(_phones.KeyOf(number));

    [Fact]
    public void KeyOf_OtherRegion_ReadsNationalNumbersAsItsOwn() => Assert.Equal("+442079460958", new PhoneBook("GB").KeyOf("020 7946 0958"));

    [Fact]
    public void IsRegion_CodeOfNoCountry_IsFalse() => Assert.Equal((true, false), (PhoneBook.IsRegion("IN"), PhoneBook.IsRegion("XX")));
}
