using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Browser.Tests.Player;

/// <summary>Recordings after their download: a file, and its row in the primary database.</summary>
internal static class StoredRecording
{
    private const int BytesPerSecond = 8000;

    /// <summary>Stores a recording of silence.</summary>
    public static Task StoreAsync(this RunningDashboard dashboard, long cdrId, int seconds) => dashboard.StoreAsync(cdrId, Wave(seconds), "audio/wav");

    /// <summary>Stores a file as a recording.</summary>
    public static async Task StoreAsync(
        this RunningDashboard dashboard, long cdrId, byte[] bytes, string contentType, Playability playability = Playability.Expected)
    {
        var path = $"recordings/2026/05/15/{cdrId}.wav";
        var file = Path.Combine(dashboard.DataDirectory, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        await using var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        primary.Recordings.Add(new Recording
        {
            CdrId = cdrId,
            Status = RecordingStatus.Stored,
            Path = path,
            ContentType = contentType,
            SizeBytes = bytes.Length,
            Sha256 = SHA256.HashData(bytes),
            StoredUtc = DateTime.UtcNow,
            Playability = playability,
        });
        await primary.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static byte[] Wave(int seconds)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.ASCII);
        var length = seconds * BytesPerSecond;
        writer.Write("RIFF"u8);
        writer.Write(36 + length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1); // PCM
        writer.Write((short)1); // mono
        writer.Write(BytesPerSecond);
        writer.Write(BytesPerSecond);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(length);
        writer.Write(Enumerable.Repeat((byte)128, length).ToArray());
        writer.Flush();
        return bytes.ToArray();
    }
}
