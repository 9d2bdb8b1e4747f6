namespace Superfone.Dashboard.Tests.Packages;

/// <summary>The packages that <c>eng/publish.sh</c> makes: by a switch, because they take minutes.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Platform = "linux-x64";

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-packages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Publish_Twice_GivesTheSameBytes()
    {
        Tool.SkipUnlessSwitchedOn();

        Assert.Equal(await PublishAsync("one"), await PublishAsync("one"));
    }

    [Fact]
    public async Task DebianPackage_InstalledUpgradedRemovedAndPurged_KeepsTheData()
    {
        Tool.SkipUnlessSwitchedOn();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can change its root.");
        await PublishAsync("debian");

        var (exitCode, output) = await Tool.RunAsync("bash", "eng/test-deb.sh", Assert.Single(Directory.GetFiles(_folder, "*.deb", SearchOption.AllDirectories)));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task EventsPackage_InAnApplicationAsItsReadmeSays_ReceivesAnEvent()
    {
        Tool.SkipUnlessSwitchedOn();

        var (exitCode, output) = await Tool.RunAsync("bash", "eng/test-events-package.sh");

        Assert.True(exitCode == 0, output);
    }

    // The commit, in a clone of its own.
    private async Task<string> PublishAsync(string name)
    {
        var sources = Path.Combine(_folder, name);
        if (Directory.Exists(sources))
            Directory.Delete(sources, recursive: true);
        var (cloned, why) = await Tool.RunAsync("git", "clone", "-q", "--no-hardlinks", Tool.Root, sources);
        Assert.True(cloned == 0, why);
        var (exitCode, output) = await Tool.RunAsync("bash", Path.Combine(sources, "eng", "publish.sh"), Platform);
        Assert.True(exitCode == 0, output);
        return await File.ReadAllTextAsync(Path.Combine(sources, "artifacts", "SHA256SUMS"), TestContext.Current.CancellationToken);
    }
}
