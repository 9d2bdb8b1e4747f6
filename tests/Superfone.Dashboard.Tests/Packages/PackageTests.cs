using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Superfone.Dashboard.Tests.Packages;

/// <summary>The packages that <c>eng/publish.sh</c> makes: by a switch, because they take minutes.</summary>
public sealed class PackageTests(PublishedPackages published) : IClassFixture<PublishedPackages>
{
    private const string Platform = "linux-x64";

    // Examples for whoever runs it; the Debian package installs the units.
    private static readonly string[] Examples = ["caddy", "nginx", "grafana", "prometheus", "nodes"];

    [Fact]
    public async Task Publish_InFoldersOfTwoPaths_GivesTheSameBytes()
    {
        Tool.SkipUnlessSwitchedOn();

        var first = await SumsAsync(await published.AllAsync());
        var second = await SumsAsync(await published.PublishAsync(Path.Combine("a", "longer path"), Platform));

        Assert.Equal(first.Where(line => line.Contains(Platform, StringComparison.Ordinal) || line.Contains("amd64", StringComparison.Ordinal)), second);
        Assert.Equal(3, second.Length); // The archive, its bill of materials, the Debian package.
    }

    [Theory]
    [InlineData("linux-x64.tar.gz", "Superfone.Dashboard", "deploy/systemd/superfone-dashboard.service")]
    [InlineData("linux-arm64.tar.gz", "Superfone.Dashboard", "deploy/systemd/superfone-dashboard.service")]
    [InlineData("win-x64.zip", "Superfone.Dashboard.exe", "deploy/caddy/Caddyfile")]
    public async Task Archive_OfEachPlatform_HasTheProgramTheGuidesAndTheExamples(string name, params string[] others)
    {
        Tool.SkipUnlessSwitchedOn();

        var files = FilesOf(Assert.Single(Directory.GetFiles(await published.AllAsync(), $"*-{name}")));

        Assert.Empty(Guides().Concat(Examples.SelectMany(ExamplesOf).Select(file => $"deploy/{file}")).Concat(others).Except(files.Keys));
    }

    [Fact]
    public async Task DebianPackage_HasTheGuidesAndTheExamples()
    {
        Tool.SkipUnlessSwitchedOn();

        var (exitCode, output) = await Tool.RunAsync("dpkg-deb", "--contents", Assert.Single(Directory.GetFiles(await published.AllAsync(), "*_amd64.deb")));

        Assert.True(exitCode == 0, output);
        var files = output.Split('\n').Select(line => line.Split("./usr/share/doc/superfone-dashboard/", 2)).Where(parts => parts.Length == 2).Select(parts => parts[1]).ToList();
        Assert.Empty(Guides().Concat(Examples.SelectMany(ExamplesOf).Select(file => $"examples/{file}")).Except(files));
        Assert.Contains("deploy -> examples", files); // Links of the guides lead there.
    }

    [Theory]
    [InlineData("linux-x64.tar.gz")]
    [InlineData("linux-arm64.tar.gz")]
    [InlineData("win-x64.zip")]
    public async Task BillOfMaterials_OfEachPlatform_IsValidAndListsWhatIsInIt(string name)
    {
        Tool.SkipUnlessSwitchedOn();
        var archive = Assert.Single(Directory.GetFiles(await published.AllAsync(), $"*-{name}"));
        var bill = archive.Replace(name, $"{name.Split('.')[0]}.cdx.json", StringComparison.Ordinal);

        BillOfMaterialsTests.AssertLists(await File.ReadAllTextAsync(bill, TestContext.Current.CancellationToken), FilesOf(archive)["Superfone.Dashboard.deps.json"]);
        var (exitCode, output) = await Tool.RunAsync("bash", "eng/lint-bill.sh", bill);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task DebianPackage_FromACleanRootToTheFirstEvent_UpgradedRemovedAndPurged_KeepsTheData()
    {
        Tool.SkipUnlessSwitchedOn();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can change its root.");

        var (exitCode, output) = await Tool.RunAsync("bash", "eng/test-deb.sh", Assert.Single(Directory.GetFiles(await published.AllAsync(), "*_amd64.deb")));

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task EventsPackage_InAnApplicationAsItsReadmeSays_ReceivesAnEvent()
    {
        Tool.SkipUnlessSwitchedOn();

        var (exitCode, output) = await Tool.RunAsync("bash", "eng/test-events-package.sh");

        Assert.True(exitCode == 0, output);
    }

    private static Task<string[]> SumsAsync(string folder) => File.ReadAllLinesAsync(Path.Combine(folder, "SHA256SUMS"), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Guides() =>
        Directory.GetFiles(Path.Combine(Tool.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Tool.Root, file));

    private static IEnumerable<string> ExamplesOf(string folder) =>
        Directory.GetFiles(Path.Combine(Tool.Root, "deploy", folder)).Select(file => $"{folder}/{Path.GetFileName(file)}");

    // The files of an archive below its only folder, with the text of small JSON files.
    private static Dictionary<string, string> FilesOf(string archive)
    {
        Dictionary<string, string> files = [];
        if (archive.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = ZipFile.OpenRead(archive);
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                Add(entry.FullName, stream);
            }
        }
        else
        {
            using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
            while (tar.GetNextEntry() is { } entry)
                Add(entry.Name, entry.DataStream);
        }

        return files;

        void Add(string name, Stream? data) =>
            files[name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]] = data is not null && name.EndsWith(".deps.json", StringComparison.Ordinal) ? new StreamReader(data, Encoding.UTF8).ReadToEnd() : "";
    }
}
