namespace Superfone.Dashboard.Tests.Packages;

/// <summary>What <c>eng/publish.sh</c> makes of the commit for all platforms, once for all tests; made when one asks for it, because it takes minutes.</summary>
public sealed class PublishedPackages : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-packages-").FullName;
    private readonly Lazy<Task<string>> _all;

    public PublishedPackages() => _all = new(() => PublishAsync("all"));

    /// <summary>The folder with the files for linux-x64, linux-arm64 and win-x64.</summary>
    public Task<string> AllAsync() => _all.Value;

    /// <summary>Publishes the commit in a clone of its own.</summary>
    /// <param name="path">The clone's path below a folder of these tests.</param>
    /// <param name="platforms">The platforms; all if there are none.</param>
    /// <returns>The folder with the files.</returns>
    public async Task<string> PublishAsync(string path, params string[] platforms)
    {
        var sources = Path.Combine(_folder, path);
        var (cloned, why) = await Tool.RunAsync("git", "clone", "-q", "--no-hardlinks", Tool.Root, sources);
        Assert.True(cloned == 0, why);
        var (exitCode, output) = await Tool.RunAsync("bash", [Path.Combine(sources, "eng", "publish.sh"), .. platforms]);
        Assert.True(exitCode == 0, output);
        return Path.Combine(sources, "artifacts");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
