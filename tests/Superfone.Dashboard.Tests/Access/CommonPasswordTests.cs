using Superfone.Dashboard.Access.SignIn;

namespace Superfone.Dashboard.Tests.Access;

public sealed class CommonPasswordTests
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("passwordpassword")]
    [InlineData("Welcome@12345")]
    [InlineData("OmSaiRam2026!")]
    [InlineData("qwertyuiop12")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijkl")]
    [InlineData("zxcvbnm12345")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("superfone-2026")]
    [InlineData("ravi.patel.2026")]
    public void Contains_WhatIsGuessedFirst_IsTrue(string password) =>
        Assert.True(CommonPasswords.Contains(password, "ravi.patel", "Patel"));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("mango-Tractor-umbrella")]
    [InlineData("k7#vQ2!mZp9w")]
    [InlineData("teapot under the bridge")]
    [InlineData("नमस्ते दुनिया गाड़ी")]
    public void Contains_WordsThatDoNotBelongTogether_IsFalse(string password) => Assert.False(CommonPasswords.Contains(password));
}
