using Bunit;
using Superfone.Dashboard.Components.Shared;

namespace Superfone.Dashboard.Components.Tests;

public sealed class EmailLinkTests : BunitContext
{
    [Theory]
    [InlineData("asha@example.com", "mailto:asha@example.com")]
    [InlineData("asha+sales@example.com", "mailto:asha%2Bsales@example.com")]
    [InlineData("a@b.c?bcc=x@evil.example&body=hello", null)]
    [InlineData("a@b.c?bcc=x", "mailto:a@b.c%3Fbcc%3Dx")]
    [InlineData("a?subject=hi@b.c", "mailto:a%3Fsubject%3Dhi@b.c")]
    [InlineData("a@b.c,d@e.f", null)]
    [InlineData("a@b.c%0ABcc:x", null)]
    [InlineData("Asha <asha@example.com>", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("ask her", null)]
    public void Link_OfAnAddressAsItCame_LeadsToThatAddressAlone(string address, string? href)
    {
        var link = Render<EmailLink>(parameters => parameters.Add(link => link.Address, address));

        Assert.Equal(address, link.Find(".email").TextContent);
        var written = link.Find(".email").GetAttribute("href");
        Assert.DoesNotContain('?', written ?? "");
        Assert.DoesNotContain('&', written ?? "");
        if (href is not null)
            Assert.Contains(written, new[] { href, null });
    }
}
