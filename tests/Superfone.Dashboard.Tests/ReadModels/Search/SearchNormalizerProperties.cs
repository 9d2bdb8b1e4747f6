using System.Text;
using FsCheck.Xunit;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Tests.ReadModels.Search;

/// <summary>The same words must be found however they were typed.</summary>
public sealed class SearchNormalizerProperties
{
    // The first character of each script's block.
    private static readonly int[] IndicBlocks = [0x900, 0x980, 0xA00, 0xA80, 0xB00, 0xB80, 0xC00, 0xC80, 0xD00];

    private static readonly int[] Digits = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xFF10];

    private const int Nukta = 0x3C;
    private const int Virama = 0x4D;

    [Property(MaxTest = 300)]
    public void Text_ComposedOrNot_IsTheSame(int seed)
    {
        var text = Text(new Random(seed));

        Same(text, text.Normalize(NormalizationForm.FormC));
        Same(text, text.Normalize(NormalizationForm.FormD));
        Same(text, text.Normalize(NormalizationForm.FormKC));
    }

    [Property(MaxTest = 300)]
    public void Text_WithAndWithoutNuktaAndJoiners_IsTheSame(int seed)
    {
        var random = new Random(seed);
        var text = Text(random);

        Same(text, string.Concat(text.Normalize(NormalizationForm.FormD).EnumerateRunes().Where(rune => !IsNukta(rune))));
        Same(text, With(text, random, "\u200c", "\u200d", "\u202a", "\u202c", "\u2066", "\u00ad", "\ufeff", "\ufe0f"));
    }

    [Property(MaxTest = 300)]
    public void Text_InAnotherCaseOrWithDigitsOfAnotherScript_IsTheSame(int seed)
    {
        var random = new Random(seed);
        var text = Text(random);

        Same(text, text.ToUpperInvariant());
        Same(text, string.Concat(text.EnumerateRunes().Select(rune => Rune.IsDigit(rune)
            ? new Rune(Digits[random.Next(Digits.Length)] + (int)Rune.GetNumericValue(rune)) : rune)));
    }

    [Property(MaxTest = 300)]
    public void Text_OnceNormalized_StaysSo(int seed)
    {
        var normalized = SearchNormalizer.Normalize(Text(new Random(seed)));

        Assert.Equal(normalized, SearchNormalizer.Normalize(normalized));
    }

    [Theory]
    [InlineData("पढ़े", "पढ\u093cे", "पढे")]
    [InlineData("क़ीमत", "क\u093cीमत", "कीमत")]
    [InlineData("শ\u09cd\u200dযাম", "শ্যাম", "শ্যাম")]
    [InlineData("বাড\u09bcি", "বাড়ি", "বাডি")]
    [InlineData("কো", "ক\u09c7\u09be", "কো")]
    [InlineData("উৎসব", "উত\u09cd\u200dসব", "উত্সব")]
    [InlineData("ਜ਼ਮੀਨ", "ਜ\u0a3cਮੀਨ", "ਜਮੀਨ")]
    [InlineData("ફ઼ોન", "ફ\u0abcોન", "ફોન")]
    [InlineData("ବଡ଼", "ବଡ\u0b3c", "ବଡ")]
    [InlineData("கொடு", "க\u0bc6\u0bbeடு", "கொடு")]
    [InlineData("కై", "క\u0c46\u0c56", "కై")]
    [InlineData("ಫ಼ೋನ್", "ಫ\u0cbc\u0cc6\u0cc2\u0cd5ನ್", "ಫೋನ್")]
    [InlineData("അവൻ", "അവന\u0d4d\u200d", "അവന്")]
    [InlineData("എൻ്റെ", "എന്റെ", "എന്റെ")]
    [InlineData("कीमत १२३", "कीमत 123", "कीमत ১২৩")]
    [InlineData("Zoë", "ZOE\u0308", "zoe")]
    [InlineData("Ạ\u0301", "ạ\u0301", "a")]
    public void Spellings_OfOneWord_AreTheSame(string one, string other, string third)
    {
        Same(one, other);
        Same(one, third);
    }

    [Theory]
    [InlineData("कीमत", "किमत")]
    [InlineData("அவன்", "அவள்")]
    [InlineData("അവൻ", "അവർ")]
    public void Words_ThatDiffer_StayDifferent(string one, string other) =>
        Assert.NotEqual(SearchNormalizer.Normalize(one), SearchNormalizer.Normalize(other));

    private static void Same(string one, string other) => Assert.Equal(SearchNormalizer.Normalize(one), SearchNormalizer.Normalize(other));

    // Words of one script each: letters, vowel signs, marks and digits of an Indic block, or Latin letters with accents.
    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var words = random.Next(1, 5); words > 0; words--)
        {
            var block = random.Next(4) == 0 ? 0 : IndicBlocks[random.Next(IndicBlocks.Length)];
            for (var length = random.Next(1, 9); length > 0; length--)
                text.Append(block == 0 ? Latin(random) : Indic(random, block));
            text.Append(' ');
        }

        return text.ToString();
    }

    private static Rune Latin(Random random) => random.Next(3) switch
    {
        0 => new Rune(random.Next('a', 'z' + 1)),
        1 => new Rune(random.Next(0xE0, 0xF7)),
        _ => new Rune(random.Next('0', '9' + 1)),
    };

    // A virama of Malayalam after another, or after a chillu, is left out: that is a spelling of its own.
    private static Rune Indic(Random random, int block)
    {
        while (true)
        {
            var rune = new Rune(block + random.Next(5) switch { 0 => Nukta, 1 => random.Next(0x3E, 0x4D), _ => random.Next(0x05, 0x70) });
            if (Tokenizer.IsPart(rune) && rune.Value != 0xD00 + Virama)
                return rune;
        }
    }

    private static bool IsNukta(Rune rune) => rune.Value is 0x93C or 0x9BC or 0xA3C or 0xABC or 0xB3C or 0xC3C or 0xCBC;

    private static string With(string text, Random random, params string[] marks) =>
        string.Concat(text.EnumerateRunes().Select(rune => random.Next(3) == 0 && rune.Value != ' ' ? rune + marks[random.Next(marks.Length)] : rune.ToString()));
}
