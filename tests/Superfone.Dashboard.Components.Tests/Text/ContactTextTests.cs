using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Tests.Text;

public sealed class ContactTextTests
{
    [Theory]
    [InlineData("website-form", "OTHERS", "Website form")]
    [InlineData("whatsapp", "WHATSAPP_INTEGRATION", "WhatsApp, WhatsApp integration")]
    [InlineData("Asha's shop", "MANUAL", "Asha's shop, Manual")]
    [InlineData("IndiaMART", null, "IndiaMART")]
    [InlineData("SEO", " ", "SEO")]
    [InlineData(null, "INBOUND_CALL", "Inbound call")]
    [InlineData(null, "OTHERS", "")]
    public void Source_IsNeverAKey(string? source, string? type, string expected) =>
        Assert.Equal(expected, ContactText.SourceOf(source, type));
}
