using System.Security.Cryptography;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.Checks;

/// <summary>Checks the recordings in an S3 store, each of which is read. Blocks its thread.</summary>
internal sealed class ObjectCheck(ObjectStore store, CancellationToken cancellation)
{
    /// <summary>Whether a recording is in the store.</summary>
    public static bool Has(Recording recording) => recording.Path!.StartsWith(ObjectStore.PathScheme, StringComparison.Ordinal);

    /// <summary>What is wrong with a recording; <see langword="null"/> if nothing is.</summary>
    /// <exception cref="ObjectStoreException">The store does not say.</exception>
    public string? ProblemOf(Recording recording) => Task.Run(() => ReadAsync(recording), cancellation).GetAwaiter().GetResult();

    private async Task<string?> ReadAsync(Recording recording)
    {
        var (key, size) = (recording.Path![ObjectStore.PathScheme.Length..], recording.SizeBytes ?? 0);
        try
        {
            await using var content = await store.OpenAsync(key, size, null, new ByteSpan(0, size), cancellation);
            if (content is null)
                return await store.FindSizeAsync(key, cancellation) is { } other ? $"has {other} bytes instead of {size}" : "is missing in the S3 store";
            return (await SHA256.HashDataAsync(content, cancellation)).AsSpan().SequenceEqual(recording.Sha256) ? null : "is not the file that was stored: its SHA-256 differs";
        }
        catch (IOException error)
        {
            return $"cannot be read: {error.Message}";
        }
    }
}
