using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Components.Controls;

namespace Superfone.Dashboard.Components.Tests.Controls;

public sealed class AnnouncerTests : DisplayContext
{
    private readonly FakeTimeProvider _time = new();

    public AnnouncerTests() => Services.AddSingleton<TimeProvider>(_time);

    [Fact]
    public void Announcer_OfWhatWasThereAtFirst_SaysNothing()
    {
        var announcer = Render(null);

        Count(announcer, 17);

        Assert.Equal("", Said(announcer));
    }

    [Fact]
    public void Announcer_OnABusyDay_SaysTheFirstAtOnceAndTheOthersTogetherLater()
    {
        var announcer = Render(0);

        Count(announcer, 1);
        Assert.Equal("1 new", Said(announcer));
        for (var count = 2; count <= 40; count++)
            Count(announcer, count);
        Assert.Equal("1 new", Said(announcer));

        _time.Advance(TimeSpan.FromSeconds(20));
        announcer.WaitForAssertion(() => Assert.Equal("39 new", Said(announcer)));
        _time.Advance(TimeSpan.FromSeconds(20));
        announcer.WaitForAssertion(() => Assert.Equal("", Said(announcer)));
    }

    [Fact]
    public void Announcer_OfTheSameAgain_ChangesItsTextSoThatItIsRead()
    {
        var announcer = Render(0);
        Count(announcer, 1);
        Count(announcer, 2);

        _time.Advance(TimeSpan.FromSeconds(20));

        announcer.WaitForAssertion(() => Assert.Equal("1 new\u00A0", Said(announcer)));
    }

    [Fact]
    public void Announcer_AfterTheListWasLoadedAnew_CountsFromThere()
    {
        var announcer = Render(5);

        Count(announcer, 0);
        Count(announcer, 2);

        Assert.Equal("2 new", Said(announcer));
    }

    private static string Said(IRenderedComponent<Announcer> announcer) => announcer.Find("[role=status]").TextContent;

    private static void Count(IRenderedComponent<Announcer> announcer, int count) => announcer.Render(parameters => parameters.Add(one => one.Count, count));

    private IRenderedComponent<Announcer> Render(int? count) => Render<Announcer>(parameters => parameters.Add(one => one.Count, count).Add(one => one.Words, number => $"{number} new"));
}
