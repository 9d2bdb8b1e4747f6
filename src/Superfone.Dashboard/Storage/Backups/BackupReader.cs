using System.Security.Cryptography;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Reads a backup: verifies its files, and takes them out.</summary>
internal sealed class BackupReader
{
    private readonly BackupCipher? _cipher;

    private BackupReader(string path, BackupManifest manifest, BackupCipher? cipher) => (Path, Manifest, _cipher) = (path, manifest, cipher);

    /// <summary>The full path of the backup.</summary>
    public string Path { get; }

    /// <summary>Its manifest.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Opens a backup.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="passphrase">Its passphrase; <see langword="null"/> if there is none.</param>
    /// <exception cref="BackupException">It is no backup, or the passphrase is missing or wrong.</exception>
    public static BackupReader Open(string path, string? passphrase)
    {
        var manifest = BackupManifest.Read(path);
        if (manifest.Encryption is not { } encryption)
            return new BackupReader(path, manifest, null);
        if (string.IsNullOrEmpty(passphrase))
            throw new BackupException($"The backup '{path}' is encrypted; give its passphrase as Superfone:Backup:Passphrase, best in the environment (Superfone__Backup__Passphrase).");
        return new BackupReader(path, manifest, BackupCipher.Open(encryption, passphrase)
            ?? throw new BackupException($"The passphrase (Superfone:Backup:Passphrase) is not that of the backup '{path}'."));
    }

    /// <summary>Verifies the size and the SHA-256 of every file.</summary>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="pace">Called after each file.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="BackupException">A file is missing or damaged; the sentence names it.</exception>
    public void Verify(IProgress<double>? progress, Action? pace, CancellationToken cancellation)
    {
        var (done, all) = (0L, Math.Max(1, Manifest.SizeBytes));
        foreach (var file in Manifest.Files)
        {
            var full = BackupPaths.Resolve(Path, file.Path);
            if (!File.Exists(full))
                throw new BackupException($"The backup '{Path}' is not whole: its file '{file.Path}' is missing; use another backup.");
            if (Try(file, () => FileCopy.Read(full, cancellation)) != new Content(file.SizeBytes, file.Sha256))
                throw Damaged(file);
            done += file.SizeBytes;
            progress?.Report((double)done / all);
            pace?.Invoke();
        }
    }

    /// <summary>Takes a file out, durably.</summary>
    /// <param name="file">The file.</param>
    /// <param name="folder">The folder in which it gets the same path.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="BackupException">The file is damaged.</exception>
    public void Extract(BackupFile file, string folder, CancellationToken cancellation)
    {
        var target = BackupPaths.Resolve(folder, file.Path);
        PrivateFiles.CreateFolder(System.IO.Path.GetDirectoryName(target)!);
        var (source, _) = Try(file, () => FileCopy.Copy(
            BackupPaths.Resolve(Path, file.Path), target,
            _cipher is null ? null : (from, write) => _cipher.Decrypt(from, write, file.Path, cancellation), cancellation));
        if (source != new Content(file.SizeBytes, file.Sha256))
            throw Damaged(file);
    }

    /// <summary>Reads the content of a file, decrypted.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="BackupException">The file is damaged.</exception>
    public Content ReadContent(BackupFile file, CancellationToken cancellation) => Try(file, () =>
    {
        using var from = FileCopy.Open(BackupPaths.Resolve(Path, file.Path));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        if (_cipher is null)
            FileCopy.Pump(from, Take, cancellation);
        else
            _cipher.Decrypt(from, Take, file.Path, cancellation);
        return new Content(size, FileCopy.Hex(hash.GetHashAndReset()));

        void Take(ReadOnlyMemory<byte> bytes)
        {
            hash.AppendData(bytes.Span);
            size += bytes.Length;
        }
    });

    private BackupException Damaged(BackupFile file) =>
        new($"The backup '{Path}' is damaged: its file '{file.Path}' does not have the size and SHA-256 of the manifest; use another backup.");

    // A damaged disk gives an error instead of wrong bytes.
    private T Try<T>(BackupFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is CryptographicException or EndOfStreamException)
        {
            throw new BackupException($"The backup '{Path}' is damaged: its file '{file.Path}' cannot be decrypted; use another backup.", error);
        }
    }
}
