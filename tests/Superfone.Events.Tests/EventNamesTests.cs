namespace Superfone.Events.Tests;

public sealed class EventNamesTests
{
    [Fact]
    public void All_DocumentedNames_ReadBackToTheirKinds()
    {
        Assert.Equal(Enum.GetValues<EventKind>().Length, EventNames.All.Distinct().Count());
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            Assert.True(EventNames.TryParse(EventNames.Of(kind), out var parsed));
            Assert.Equal(kind, parsed);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("all_calls")]
    [InlineData("VOICEMAIL")]
    public void TryParse_OtherName_IsRefused(string? name) => Assert.False(EventNames.TryParse(name, out _));

    [Fact]
    public void Dispositions_AreThe42Documented() => Assert.Equal(42, Dispositions.All.Distinct().Count());
}
