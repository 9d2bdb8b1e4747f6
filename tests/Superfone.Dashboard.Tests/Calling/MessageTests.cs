using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Configuration;
using static Superfone.Dashboard.Tests.Calling.CallingDashboard;

namespace Superfone.Dashboard.Tests.Calling;

public sealed class MessageTests
{
    private static readonly MessageValues Known = new("Asha", "Ravi", "16:00", "Acme");

    [Theory]
    [InlineData("Hello {name}, this is {agent} of {business}: {time}", "Hello Asha, this is Ravi of Acme: 16:00")]
    [InlineData("{name|friend} {nmae} { name } 100%", "Asha {nmae} { name } 100%")]
    public void Text_WithAllKnown_IsFilledIn(string text, string filled) => Assert.Equal(filled, MessageText.Fill(text, Known));

    [Theory]
    [InlineData("Hello {name}, we missed you", "Hello, we missed you")]
    [InlineData("{name}, we missed you", "we missed you")]
    [InlineData("Hello {name|friend}!", "Hello friend!")]
    [InlineData("नमस्ते {name} जी, फिर कॉल करें", "नमस्ते जी, फिर कॉल करें")]
    public void Text_WithoutAName_IsStillASentence(string text, string filled) => Assert.Equal(filled, MessageText.Fill(text, Known with { Name = null }));

    [Fact]
    public void Texts_AtFirst_AreSentencesInBothLanguagesWhateverIsKnown()
    {
        var texts = MessageSet.Default.Templates;

        Assert.Contains(texts, template => template.Text.Contains("नमस्ते", StringComparison.Ordinal));
        Assert.All(texts, template => Assert.True(MessageTemplates.IsValid(template)));
        Assert.All(texts.SelectMany(template => new[] { MessageText.Fill(template.Text, Known), MessageText.Fill(template.Text, new(null, null, "16:00", "")) }), text =>
        {
            Assert.DoesNotContain('{', text);
            Assert.DoesNotMatch(@"  | [,.!।]|^[,.]", text);
        });
    }

    [Fact]
    public async Task Texts_Saved_AreThoseOfEverybodyAfterARestartAndOnlyManagersChangeThem()
    {
        await using var world = await CallingDashboard.StartAsync();
        var manager = Ravi with { Permissions = RolePermissions.Of(Roles.Manager) };
        MessageSet Set(string text) => new("Acme", [new MessageTemplate(" Offer ", text)]);

        Assert.False(await Templates(world).SaveAsync(Set("Hello {nmae}"), manager));
        Assert.False(await Templates(world).SaveAsync(Set(" "), manager));
        Assert.True(await Templates(world).SaveAsync(Set("Hello {name}"), manager));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => Templates(world).SaveAsync(Set("Hello"), Ravi));
        await world.Dashboard.RestartAsync();

        var (business, texts) = Templates(world).Read();
        Assert.Equal("Acme", business);
        Assert.Equal([new MessageTemplate("Offer", "Hello {name}")], texts);
    }

    private static MessageTemplates Templates(CallingDashboard world) => world.Dashboard.Services.GetRequiredService<MessageTemplates>();
}
