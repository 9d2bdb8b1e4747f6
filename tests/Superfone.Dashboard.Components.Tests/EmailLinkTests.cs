using Bunit;
using Superfone.Dashboard.Components.Text;

namespace Superfone.Dashboard.Components.Tests;

public sealed class EmailLinkTests : DisplayContext
{
    [Theory]
    [InlineData("asha@example.com", "mailto:asha@example.com")]
    [InlineData("asha+sales@example.com", "mailto:asha%2Bsales@example.com")]
    public void Link_OfAnAddress_LeadsToIt(string address, string href) => Assert.Equal((address, href), Written(address));

    [Theory]
    [InlineData("a@b.c?bcc=x@evil.example&body=hello")]
    [InlineData("a@b.c?bcc=x")]
    [InlineData("a?subject=hi@b.c")]
    [InlineData("a@b.c,d@e.f")]
    [InlineData("a@b.c%0ABcc:x")]
    [InlineData("Asha <asha@example.com>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ask her")]
    public void Link_OfMoreThanAnAddress_AddsNoFieldsOfItsOwn(string address)
    {
        var (text, href) = Written(address);

        Assert.Equal(address, text);
        Assert.DoesNotMatch("^(?!mailto:)|[?&,]|%0A", href ?? "mailto:");
    }

    private (string Text, string? Href) Written(string address)
    {
        var link = Render<EmailLink>(parameters => parameters.Add(link => link.Address, address)).Find(".email");
        return (link.TextContent, link.GetAttribute("href"));
    }
}
