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

    [Theory]
    [InlineData(false, false, "Call", "Call Asha")]
    [InlineData(false, true, "Call back", "Call back Asha")]
    [InlineData(true, false, "Call +91 98765 00001", null)]
    public void Links_ByPurpose_SayWhatTheyDoAndForWhom(bool showsNumber, bool isCallBack, string text, string? label)
    {
        var links = Render<PhoneLinks>(parameters => parameters
            .Add(links => links.Phone, "+919876500001").Add(links => links.Name, "Asha").Add(links => links.ShowsNumber, showsNumber).Add(links => links.IsCallBack, isCallBack));

        Assert.Equal((text, label), (links.Find("a span").TextContent, links.Find("a").GetAttribute("aria-label")));
    }

    private IRenderedComponent<PhoneLinks> Links(string phone) =>
        Render<PhoneLinks>(parameters => parameters.Add(links => links.Phone, phone).Add(links => links.WithWhatsApp, true));
}
