namespace Superfone.Dashboard.Domain.Tests;

public sealed class TextsTests
{
    [Theory]
    [InlineData("abcd", "abcd")]
    [InlineData("abcde", "abcd…")]
    [InlineData("abc😀", "abc…")]
    [InlineData("ab😀e", "ab😀…")]
    public void Shorten_ToFour_SplitsNoCharacter(string text, string expected) => Assert.Equal(expected, Texts.Shorten(text, 4));
}
