using Superfone.Dashboard.Components.Shared;

namespace Superfone.Dashboard.Components.Tests;

public sealed class ContactWordsTests
{
    [Theory]
    [InlineData("website-form", "OTHERS", "website-form")]
    [InlineData("website-form", "WHATSAPP_INTEGRATION", "website-form, WhatsApp integration")]
    [InlineData(null, "INBOUND_CALL", "Inbound call")]
    [InlineData(null, "OTHERS", "")]
    public void Source_IsNeverATypesName(string? source, string type, string expected) =>
        Assert.Equal(expected, ContactWords.SourceOf(source, type));
}
