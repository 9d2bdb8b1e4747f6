using System.IO.Compression;
using System.Text;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class PackedAnnouncementTests
{
    [Fact]
    public async Task Announced_InAPackedBody_IsStored()
    {
        await using var world = await RecordingWorld.StartAsync();
        var url = world.Storage.OnFile("/a", StorageServer.Audio(3000));
        using var packed = new MemoryStream();
        await using (var stream = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await stream.WriteAsync(
                Encoding.UTF8.GetBytes(Payload.AnsweredCall(1).With(call =>
                {
                    call["event"] = "CDR_RECORDING_AVAILABLE";
                    call["cdr_recording_url"] = url;
                })),
                TestContext.Current.CancellationToken);
        }

        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("br");
        using var client = world.Dashboard.CreateClient();
        using var response = await RunningDashboard.PostAsync(client, content);

        Assert.True(response.IsSuccessStatusCode);
        await world.Dashboard.WaitUntilProjectedAsync();
        await world.WaitForAsync(1, "stored");
    }
}
