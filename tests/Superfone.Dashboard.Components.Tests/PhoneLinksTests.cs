using Bunit;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Components.Tests.Lists;

namespace Superfone.Dashboard.Components.Tests;

public sealed class PhoneLinksTests : DisplayContext
{
    [Theory]
    [InlineData("+91 98765 00001")]
    [InlineData("98765\u200d00001")]
    [InlineData("९८७६५ ००००१")]
    public void Links_OfANumber_CallItAndWriteToIt(string phone)
    {
        var links = Links(phone);

        Assert.Equal(["tel:+919876500001", "https://wa.me/919876500001"], links.FindAll("a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("1909")]
    [InlineData("+911909")]
    [InlineData("Anonymous")]
    [InlineData("-")]
    [InlineData("98783 00043 / 44")]
    [InlineData("9878300043.5")]
    public void Links_OfWhatCannotBeCalledBack_AreNotOffered(string phone)
    {
        Assert.Empty(Links(phone).FindAll("a"));
        Assert.Null(PhoneLinks.CallBack(SampleCalls.Missed with { Phone = phone }, Display));
    }

    private IRenderedComponent<PhoneLinks> Links(string phone) =>
        Render<PhoneLinks>(parameters => parameters.Add(links => links.Phone, phone).Add(links => links.WithWhatsApp, true));
}
