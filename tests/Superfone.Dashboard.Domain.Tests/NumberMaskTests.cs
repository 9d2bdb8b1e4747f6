namespace Superfone.Dashboard.Domain.Tests;

public sealed class NumberMaskTests
{
    [Theory]
    [InlineData("+918000000001", "+91 80••• ••001")]
    [InlineData("+91 80000 00001", "+91 80••• ••001")]
    [InlineData("08000000001", "08••• ••001")]
    [InlineData("call 98765-43210 or (022) 2345 6789 soon", "call 98••• ••210 or (02••• ••789 soon")]
    [InlineData("९८७६५४३२१०", "98••• ••210")]
    [InlineData("98\u200e765 43\u200d210", "98••• ••210")]
    [InlineData("2345678", "••• ••678")]
    [InlineData("+1 202 555 0143", "+1 20••• ••143")]
    [InlineData("1909, 12 May 2026, room 404", "1909, 12 May 2026, room 404")]
    [InlineData("2026-05-15", "2026-05-15")]
    [InlineData("Anonymous", "Anonymous")]
    public void Of_Text_MasksItsNumbers(string text, string expected) => Assert.Equal(expected, NumberMask.Of(text));

    [Theory]
    [InlineData("+918000000001")]
    [InlineData("9876543210")]
    [InlineData("+4930123456")]
    public void KeyOf_MaskedNumber_IsNone(string number) => Assert.Null(new PhoneBook("IN").KeyOf(NumberMask.Of(number)));
}
