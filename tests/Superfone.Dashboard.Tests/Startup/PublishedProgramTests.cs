using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Operations.Status;

namespace Superfone.Dashboard.Tests.Startup;

/// <summary>The published program, started from a folder that is not its own.</summary>
public sealed partial class PublishedProgramTests(PublishedProgram published) : IDisposable
{
    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("superfone-elsewhere-");

    public void Dispose() => _elsewhere.Delete(recursive: true);

    [Fact]
    public async Task Program_StartedFromElsewhere_ServesItsAssets()
    {
        await using var process = Start(published.Executable);

        await AssertServesAssetsAsync(process);
    }

    [Fact]
    public void Program_HasTheGuidesBesideIt() =>
        Assert.Equal(Path.Combine(Path.GetDirectoryName(published.Executable)!, "docs"), Guides.Find(Path.GetDirectoryName(published.Executable)!));

    [Fact]
    public async Task Program_StartedThroughALink_ServesItsAssets()
    {
        var link = Path.Combine(_elsewhere.CreateSubdirectory("bin").FullName, "superfone");
        File.CreateSymbolicLink(link, published.Executable);
        await using var process = Start(link);

        await AssertServesAssetsAsync(process);
    }

    [Fact]
    public async Task Program_InAFolderThatIsReadOnly_ServesItsAssetsAndWritesNothingThere()
    {
        var folder = _elsewhere.CreateSubdirectory("program").FullName;
        published.CopyTo(folder);
        await ChangeModeAsync("a-w", folder);
        var before = Listed(folder);
        try
        {
            await using (var process = Start(Path.Combine(folder, "Superfone.Dashboard")))
                await AssertServesAssetsAsync(process);

            // To an administrator every folder is writable.
            Assert.Equal(before, Listed(folder));
        }
        finally
        {
            await ChangeModeAsync("u+w", folder);
        }
    }

    [Fact]
    public async Task DataDirectory_Relative_IsBelowTheFolderWhereTheProgramWasCalled()
    {
        await using var process = Start(published.Executable, ("Superfone:Data:Directory", "kept/here"));
        process.WaitForLine("is at http");

        Assert.True(File.Exists(Path.Combine(_elsewhere.FullName, "kept", "here", "superfone.db")));
    }

    [Fact]
    public async Task Settings_BesideWhereTheProgramWasCalled_WinOverThoseOfItsFolder()
    {
        var folder = Path.Combine(_elsewhere.FullName, "program");
        published.CopyTo(folder);
        await WriteSettingsAsync(folder, """{ "Superfone": { "Data": { "Directory": "of-the-program" }, "Recordings": { "Concurrency": 0 } } }""");
        await WriteSettingsAsync(_elsewhere.FullName, """{ "Superfone": { "Data": { "Directory": "of-the-caller" }, "Webhook": { "MaxBodyBytes": "many" } } }""");
        await using var process = Start(Path.Combine(folder, "Superfone.Dashboard"));

        var (exitCode, error) = await process.WaitForExitAsync();

        // Both were read: each has one value that is wrong.
        Assert.Equal(1, exitCode);
        Assert.Contains("Superfone:Recordings:Concurrency", error, StringComparison.Ordinal);
        Assert.Contains("Superfone:Webhook:MaxBodyBytes", error, StringComparison.Ordinal);
        await WriteSettingsAsync(folder, """{ "Superfone": { "Data": { "Directory": "of-the-program" } } }""");
        await WriteSettingsAsync(_elsewhere.FullName, """{ "Superfone": { "Data": { "Directory": "of-the-caller" } } }""");
        await using var mended = Start(Path.Combine(folder, "Superfone.Dashboard"));
        mended.WaitForLine("is at http");
        Assert.True(Directory.Exists(Path.Combine(_elsewhere.FullName, "of-the-caller")));
    }

    [Theory]
    [InlineData("wwwroot/js/app.js")]
    [InlineData("wwwroot")]
    [InlineData("Superfone.Dashboard.staticwebassets.endpoints.json")]
    public async Task Start_WithoutItsAssets_StopsWithOneSentence(string missing)
    {
        var folder = Path.Combine(_elsewhere.FullName, "program");
        published.CopyTo(folder);
        if (File.Exists(Path.Combine(folder, missing)))
            File.Delete(Path.Combine(folder, missing));
        else
            Directory.Delete(Path.Combine(folder, missing), recursive: true);
        await using var process = Start(Path.Combine(folder, "Superfone.Dashboard"));

        var (exitCode, error) = await process.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains(folder, Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static Task WriteSettingsAsync(string folder, string json) =>
        File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), json, TestContext.Current.CancellationToken);

    private static async Task ChangeModeAsync(string mode, string folder)
    {
        using var change = Process.Start("chmod", ["-R", mode, folder]);
        await change.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static List<(string, DateTime)> Listed(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order().Select(path => (path, File.GetLastWriteTimeUtc(path)))];

    // The file itself: a missing one, answered with 200 and an empty body, would look fine.
    private static async Task AssertServesAssetsAsync(DashboardProcess process)
    {
        var address = Address().Match(process.WaitForLine("is at http")).Value;
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var page = await client.GetStringAsync("/login", TestContext.Current.CancellationToken);
        var style = await client.GetStringAsync(StyleSheet().Match(page).Groups[1].Value, TestContext.Current.CancellationToken);
        Assert.Contains(".plain-form", style, StringComparison.Ordinal);
        foreach (var (path, text) in new[]
        {
            ("/css/app.css", ".row-action"), ("/css/mudblazor.css", ".mud-button"), ("/Superfone.Dashboard.styles.css", ".navigation"),
            ("/js/app.js", "circuitReady"), ("/_framework/blazor.web.js", "Blazor"), ("/_content/MudBlazor/MudBlazor.min.js", "mud"),
        })
        {
            using var reply = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Contains(text, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    private DashboardProcess Start(string program, params (string Key, string Value)[] settings) =>
        DashboardProcess.Start(_elsewhere.FullName, settings.ToDictionary(setting => setting.Key, setting => setting.Value), program: program);

    [GeneratedRegex("http://[^ ]+")]
    private static partial Regex Address();

    [GeneratedRegex("""<link rel="stylesheet" href="([^"]+)""")]
    private static partial Regex StyleSheet();
}
