namespace Superfone.Dashboard.Domain.Tests;

public sealed class PhoneBookTests
{
    private readonly PhoneBook _phones = new("IN");

    [Theory]
    [InlineData("+918000000001")]
    [InlineData("+91 80000 00001")]
    [InlineData("+91-80000-00001")]
    [InlineData("(+91) 80000.00001 ")]
    [InlineData("80000.00001")]
    [InlineData("08000000001")]
    [InlineData("8000000001")]
    [InlineData("080000 00001")]
    [InlineData("00918000000001")]
    [InlineData("0091 80000 00001")]
    [InlineData("918000000001")]
    [InlineData("tel:+918000000001")]
    [InlineData("tel:8000000001;phone-context=+91")]
    [InlineData("+918000000001;ext=12")]
    [InlineData("+918000000001 ext. 12")]
    [InlineData("+918000000001 x12")]
    [InlineData("+918000000001,,12#")]
    [InlineData("Ravi 80000 00001")]
    [InlineData("80000 00001 (home)")]
    [InlineData("(work) +91 80000 00001 /")]
    [InlineData("'+918000000001")]
    public void KeyOf_AnyWrittenForm_IsTheSame(string number) => Assert.Equal("+918000000001", _phones.KeyOf(number));

    [Theory]
    [InlineData("80000\u200d00001")]
    [InlineData("\u202a+91 80000 00001\u202c")]
    [InlineData("\u2066+91\u00a080000\u200900001\u2069")]
    [InlineData("\ufeff80000\u00ad00001\u200b")]
    [InlineData("80000\ufe0f\u3164\u000000001")]
    [InlineData("+91\u201180000\u221200001")]
    [InlineData("+९१ ८०००० ००००१")]
    [InlineData("٨٠٠٠٠٠٠٠٠١")]
    [InlineData("＋９１８００００００００１")]
    [InlineData("\U0001D7D6\U0001D7CE\U0001D7CE\U0001D7CE\U0001D7CE\U0001D7CE\U0001D7CE\U0001D7CE\U0001D7CE\U0001D7CF")]
    public void KeyOf_InvisibleCharactersAndDigitsOfAnyScript_IsTheSame(string number)
    {
        Assert.Equal("+918000000001", _phones.KeyOf(number));
        Assert.Equal("+91 80000 00001", _phones.Format(number));
        Assert.True(_phones.IsWhole(number));
    }

    [Theory]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    [InlineData("0044 20 7946 0958", "+442079460958")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("+1 (415) 555-2671", "+14155552671")]
    public void KeyOf_InternationalNumber_KeepsItsCountry(string number, string expected) => Assert.Equal(expected, _phones.KeyOf(number));

    [Theory]
    [InlineData("1909", "1909")]
    [InlineData("+911909", "1909")]
    [InlineData("+91 1909", "1909")]
    [InlineData("00911909", "1909")]
    [InlineData("+1909", "1909")]
    [InlineData("19 09", "1909")]
    [InlineData("19\u200b09", "1909")]
    [InlineData("१९०९", "1909")]
    [InlineData("tel:1909", "1909")]
    [InlineData("101", "101")]
    [InlineData("+91101", "101")]
    [InlineData("5", "5")]
    [InlineData("139", "139")]
    [InlineData("57575701", "57575701")]
    [InlineData("+9157575701", "57575701")]
    public void KeyOf_ShortCode_IsAsDialled(string number, string expected)
    {
        Assert.Equal(expected, _phones.KeyOf(number));
        Assert.Equal(expected, _phones.Format(number));
        Assert.False(PhoneBook.IsNumber(expected));
        Assert.False(_phones.IsWhole(number));
    }

    [Theory]
    [InlineData("NU", "4002", "+6834002")]
    [InlineData("IN", "+683 4002", "+6834002")]
    [InlineData("IN", "1800 1111", "+9118001111")]
    [InlineData("SH", "22158", "+29022158")]
    public void KeyOf_ValidNumberOfFewDigits_IsANumber(string region, string number, string expected)
    {
        Assert.Equal(expected, new PhoneBook(region).KeyOf(number));
        Assert.True(PhoneBook.IsNumber(expected));
    }

    [Theory]
    [InlineData("+911000000001")]
    [InlineData("+91 12345 67890")]
    public void KeyOf_LongNumberThatNobodyHasYet_IsANumberAllTheSame(string number) =>
        Assert.Equal(number.Replace(" ", "", StringComparison.Ordinal), _phones.KeyOf(number));

    [Theory]
    [InlineData("Anonymous")]
    [InlineData(" PRIVATE ")]
    [InlineData("unknown")]
    [InlineData("Withheld")]
    [InlineData("No Caller ID")]
    [InlineData("restricted")]
    [InlineData("अज्ञात")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("N/A")]
    [InlineData("Anonymous 1")]
    [InlineData("sip:anonymous@10.0.0.1")]
    [InlineData("VM-HDFC01")]
    [InlineData("*121#")]
    [InlineData("+91 98783 00043 / 44")]
    [InlineData("9878300043/9878300044")]
    [InlineData("9878300043, 9878300044")]
    [InlineData("9878300043,44")]
    [InlineData("9878300043; 9878300044")]
    [InlineData("9878300043 | 9878300044")]
    [InlineData("9878300043 or 9878300044")]
    [InlineData("9878300043 & 44")]
    [InlineData("9878300043\n9878300044")]
    [InlineData("9878300043 9878300044")]
    [InlineData("98783000439878300044")]
    [InlineData("+919878300043+919878300044")]
    [InlineData("9878300043.5")]
    [InlineData("9878300043.0")]
    [InlineData("1909.5")]
    [InlineData("0.5")]
    [InlineData("9.878300043E9")]
    [InlineData("9.87830004E+09")]
    [InlineData("12345678901234567890123")]
    [InlineData("98783 O0043")]
    public void KeyOf_NoNumber_IsNull(string number)
    {
        Assert.Null(_phones.KeyOf(number));
        Assert.False(_phones.IsWhole(number));
        Assert.Equal(number.Trim(), _phones.Format(number));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u200b")]
    public void KeyOf_Blank_IsNull(string? number) => Assert.Null(_phones.KeyOf(number));

    [Theory]
    [InlineData(null, null)]
    [InlineData(" ", null)]
    [InlineData("080000 00001", "+918000000001")]
    [InlineData("+911909", "1909")]
    public void SoughtKey_NumberOrBlank_IsItsKey(string? text, string? expected) => Assert.Equal(expected, _phones.SoughtKey(text));

    [Fact]
    public void SoughtKey_NoNumber_IsAKeyThatNothingHas()
    {
        var sought = _phones.SoughtKey("Anonymous");

        Assert.NotNull(sought);
        Assert.Null(_phones.KeyOf(sought));
        Assert.Equal(sought, _phones.SoughtKey(sought));
    }

    [Fact]
    public void Format_Extension_IsShown() => Assert.Contains("12", _phones.Format("+918000000001 ext. 12"), StringComparison.Ordinal);

    [Theory]
    [InlineData("080000 00001", true)]
    [InlineData("+44 20 7946 0958", true)]
    [InlineData("80000 000", false)]
    [InlineData("00001", false)]
    [InlineData("Anonymous", false)]
    public void IsWhole_ANumberThatSomebodyMayHave_AndNoPartOfOne(string text, bool isWhole) => Assert.Equal(isWhole, _phones.IsWhole(text));

    [Fact]
    public void KeyOf_OtherRegion_ReadsNationalNumbersAsItsOwn() => Assert.Equal("+442079460958", new PhoneBook("GB").KeyOf("020 7946 0958"));

    [Theory]
    [InlineData("DE", "030/1234567", "+49301234567")]
    [InlineData("IN", "080/41234567", "+918041234567")]
    public void KeyOf_SlashAfterAreaCode_IsOneNumber(string region, string number, string expected) =>
        Assert.Equal(expected, new PhoneBook(region).KeyOf(number));

    [Fact]
    public void IsRegion_CodeOfNoCountry_IsFalse() => Assert.Equal((true, false), (PhoneBook.IsRegion("IN"), PhoneBook.IsRegion("XX")));

    [Fact]
    public void KeyOf_RandomText_NeverThrowsAndReadsItsOwnKeys()
    {
        const string Alphabet = "0123456789 +-().,/;x#*eE\u200d\u0660\uff11\ud83d\ud800aext=\0";
        var random = new Random(13);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (_phones.KeyOf(text) is { } key)
                Assert.True(_phones.KeyOf(key) == key, $"{text} → {key} → {_phones.KeyOf(key)}");
            _phones.Format(text);
        }
    }
}
