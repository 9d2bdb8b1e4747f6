using System.Text.Json;

namespace Superfone.Dashboard.Tests.Packages;

/// <summary>The licences of libraries ask for a notice: a new one is missing until <c>eng/third-party.sh</c> is run.</summary>
public sealed class ThirdPartyNoticesTests
{
    [Fact]
    public async Task Notices_NameEachLibraryOfTheProgramWithItsVersion()
    {
        using var dependencies = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.deps.json"), TestContext.Current.CancellationToken));
        var libraries = dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package").Select(library => library.Name.Replace('/', ' ')).Order().ToList();
        var notices = await File.ReadAllLinesAsync(Path.Combine(Tool.Root, "THIRD-PARTY-NOTICES.txt"), TestContext.Current.CancellationToken);

        Assert.Contains(libraries, library => library.StartsWith("MudBlazor ", StringComparison.Ordinal));
        Assert.Empty(libraries.Except(notices));
    }
}
