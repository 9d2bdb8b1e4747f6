using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Recordings.Buckets;

/// <summary>A store that others wrote takes, gives and deletes recordings: s3rver, which <c>eng/find-node.sh</c> installs.</summary>
public sealed class S3rverTests
{
    private static readonly string Program = Path.Combine(Tool.Root, "eng", "s3rver", "node_modules", "s3rver", "bin", "s3rver.js");

    [Fact]
    public async Task S3rver_FromDownloadToDeletion_DoesAsAmazonDoes()
    {
        Tool.SkipWithout("node");
        Assert.SkipUnless(File.Exists(Program), "s3rver is not installed: 'source eng/find-node.sh' installs it.");
        var folder = Directory.CreateTempSubdirectory("superfone-s3rver-").FullName;
        using var server = Process.Start(new ProcessStartInfo("node", [Program, "-d", folder, "-p", "0", "-a", "127.0.0.1", "--configure-bucket", ObjectServer.Bucket]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        server.BeginErrorReadLine();
        try
        {
            string? line;
            do
                line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            while (line?.Contains("listening on", StringComparison.Ordinal) == false);
            await using var world = await RecordingWorld.StartAsync(ObjectServer.SettingsFor($"http://{line!.Split(' ')[^1]}", "S3RVER", "S3RVER"));
            await PlayAsync(world);

            await world.Dashboard.RestartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Store"] = "files" });
            await ApiDashboard.WaitAsync(() => Task.FromResult(world.Files.Count(file => !file.EndsWith(".part", StringComparison.Ordinal)) == 2));
            await ApiDashboard.WaitAsync(() => Task.FromResult(Directory.GetFiles(folder, "*_object", SearchOption.AllDirectories).Length == 0));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PlayAsync(RecordingWorld world)
    {
        foreach (var (cdrId, size) in new[] { (1, 300_000), (2, 20_000_000) })
        {
            var audio = StorageServer.Audio(size, cdrId);
            await world.AnnounceAsync(cdrId, world.Storage.OnFile($"/{cdrId}", audio));
            await world.WaitForAsync(cdrId, "stored");
            Assert.StartsWith("s3:", (await world.RowAsync(cdrId)).Path, StringComparison.Ordinal);

            var path = $"/api/v1/calls/{cdrId}/recording";
            Assert.Equal(audio, await world.Api.Client.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(null, 7) } };
            using var part = await world.Api.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(audio[^7..], await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }
}
