using System.Security.Cryptography;
using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Reads a backup: verifies its files, and takes them out.</summary>
internal sealed class BackupReader
{
    private readonly IBackupSource _source;
    private readonly BackupCipher? _cipher;

    // What was read over the network when it was verified.
    private readonly Dictionary<BackupFile, Content> _contents = [];

    private BackupReader(IBackupSource source, BackupManifest manifest, BackupCipher? cipher) => (_source, Manifest, _cipher) = (source, manifest, cipher);

    /// <summary>The full path or address of the backup.</summary>
    public string Path => _source.Path;

    /// <summary>Its manifest.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Opens a backup in a folder.</summary>
    public static BackupReader Open(string path, string? passphrase) => Open(new FolderSource(path), passphrase);

    /// <summary>Opens a backup.</summary>
    /// <param name="source">Its files.</param>
    /// <param name="passphrase">Its passphrase; <see langword="null"/> if there is none.</param>
    /// <param name="allowsUnauthenticated">
    /// Whether a backup is taken that the passphrase does not prove genuine: an unencrypted one, or one whose manifest an earlier version has written.
    /// </param>
    /// <exception cref="BackupException">It is no backup, the passphrase is missing or wrong, or somebody may have changed or replaced it.</exception>
    public static BackupReader Open(IBackupSource source, string? passphrase, bool allowsUnauthenticated = false)
    {
        var path = source.Path;
        var manifest = BackupManifest.Read(source, out var bytes);
        if (manifest.Encryption is not { } encryption)
        {
            // Whoever can write into the folder can replace an encrypted backup by one of their own.
            if (!string.IsNullOrEmpty(passphrase) && !allowsUnauthenticated)
                throw new BackupException($"The backup '{path}' is not encrypted, although a passphrase is configured, so anybody may have made it; if you know where it is from, restore it with --unauthenticated.");
            return new BackupReader(source, manifest, null);
        }

        if (string.IsNullOrEmpty(passphrase))
            throw new BackupException($"The backup '{path}' is encrypted; give its passphrase as Superfone:Backup:Passphrase, best in the environment (Superfone__Backup__Passphrase).");
        var cipher = BackupCipher.Open(encryption, passphrase)
            ?? throw new BackupException($"The passphrase (Superfone:Backup:Passphrase) is not that of the backup '{path}'.");
        RequireAuthentic(source, bytes, cipher, allowsUnauthenticated);
        return new BackupReader(source, manifest, cipher);
    }

    /// <summary>Whether the data cannot be restored without a file: the database and the keys, but not a recording.</summary>
    public static bool IsRequired(BackupFile file) => file.Path == PrimaryFile.Name || file.Path.StartsWith($"{DataKeys.Folder}/", StringComparison.Ordinal);

    /// <summary>Verifies the size and the SHA-256 of every file.</summary>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="pace">Called after each file.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>The recordings that are missing or damaged, each with a sentence that names it.</returns>
    /// <exception cref="BackupException">The database or a key is missing or damaged; the sentence names it.</exception>
    public Dictionary<BackupFile, string> Verify(IProgress<double>? progress, Action? pace, CancellationToken cancellation)
    {
        Dictionary<BackupFile, string> damaged = [];
        var (done, all) = (0L, Math.Max(1, Manifest.SizeBytes));
        foreach (var file in Manifest.Files)
        {
            RequireInside(file);
            try
            {
                if (Try(file, () => ReadOnce(file, cancellation)) != new Content(file.SizeBytes, file.Sha256))
                    throw Damaged(file);
            }
            catch (BackupException error) when (!IsRequired(file))
            {
                damaged.Add(file, error.Message);
            }

            done += file.SizeBytes;
            progress?.Report((double)done / all);
            pace?.Invoke();
        }

        return damaged;
    }

    /// <summary>
    /// Does the same before a restore. Over the network, nothing is read twice: it is only seen whether each file is there, and those that are taken out are
    /// verified then.
    /// </summary>
    public Dictionary<BackupFile, string> VerifyToExtract(IProgress<double>? progress, CancellationToken cancellation)
    {
        if (!_source.IsRemote)
            return Verify(progress, null, cancellation);
        Dictionary<BackupFile, string> missing = [];
        foreach (var file in Manifest.Files)
        {
            RequireInside(file);
            if (_source.SizeOf(file) == file.SizeBytes)
                continue;
            var error = Broken(file, "is not whole", "is missing");
            missing.Add(file, IsRequired(file) ? throw error : error.Message);
        }

        return missing;
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
            _source.Open(file), file.Path, target,
            _cipher is null ? null : (from, write) => _cipher.Decrypt(from, write, file.Path, cancellation), cancellation));
        if (source == new Content(file.SizeBytes, file.Sha256))
            return;
        File.Delete(target);
        throw Damaged(file);
    }

    /// <summary>Reads the content of a file, decrypted.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="BackupException">The file is damaged.</exception>
    public Content ReadContent(BackupFile file, CancellationToken cancellation) =>
        _contents.TryGetValue(file, out var known) ? known : Try(file, () => FileCopy.ReadContent(_source.Open(file), _cipher, file.Path, cancellation).Plain);

    private Content ReadOnce(BackupFile file, CancellationToken cancellation)
    {
        if (!_source.IsRemote)
            return FileCopy.Read(_source.Open(file), file.Path, cancellation);
        var (stored, plain) = FileCopy.ReadContent(_source.Open(file), _cipher, file.Path, cancellation);
        _contents[file] = plain;
        return stored;
    }

    private void RequireInside(BackupFile file) => BackupPaths.Resolve(Path, file.Path);

    private static void RequireAuthentic(IBackupSource source, byte[] manifest, BackupCipher cipher, bool allowsUnauthenticated)
    {
        var path = source.Path;
        bool? isAuthentic;
        try
        {
            isAuthentic = BackupManifest.IsAuthentic(source, manifest, cipher);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The file '{BackupManifest.CodeName}' of the backup '{path}' cannot be read: {error.Message}", error);
        }

        if (isAuthentic == false)
            throw new BackupException($"The manifest of the backup '{path}' was changed after it was made; use another backup.");
        if (isAuthentic is null && !allowsUnauthenticated)
            throw new BackupException($"The backup '{path}' has no '{BackupManifest.CodeName}', so its manifest may have been changed; use another one, or if an earlier version made it, restore it with --unauthenticated.");
    }

    private BackupException Damaged(BackupFile file) => Broken(file, "is damaged", "does not have the size and SHA-256 of the manifest");

    private BackupException Broken(BackupFile file, string what, string why, Exception? error = null) =>
        new($"The backup '{Path}' {what}: its file '{file.Path}' {why}{(IsRequired(file) ? "; use another backup." : ".")}", error);

    // A damaged disk gives an error instead of wrong bytes. Errors of the target are not the backup's.
    private T Try<T>(BackupFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnreadableFileException error) when (error.IsMissing)
        {
            throw Broken(file, "is not whole", "is missing", error);
        }
        catch (UnreadableFileException error)
        {
            throw Broken(file, "is damaged", $"cannot be read ({error.InnerException!.Message.TrimEnd('.')})", error);
        }
        catch (Exception error) when (error is CryptographicException or EndOfStreamException)
        {
            throw Broken(file, "is damaged", "cannot be decrypted", error);
        }
    }
}
