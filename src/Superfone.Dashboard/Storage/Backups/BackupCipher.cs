using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// Encrypts files with AES-256-GCM in chunks of 64 KiB. Each file has a key of its own, derived from the passphrase's key, a random salt and the
/// file's path, so no nonce repeats and files cannot be exchanged. The nonce holds the number of the chunk and marks the last one, so chunks
/// cannot be moved or cut off.
/// </summary>
/// <remarks>A file begins with eight bytes that name the format and the salt of 32 bytes. Each chunk is followed by its tag of 16 bytes.</remarks>
internal sealed class BackupCipher
{
    private const string Method = "PBKDF2-SHA256 AES-256-GCM";
    private const int Iterations = 600_000;
    private const int MostIterations = 100_000_000;
    private const int KeySize = 32;
    private const int SaltSize = 32;
    private const int TagSize = 16;
    private const int NonceSize = 12;
    private const int ChunkSize = 64 << 10;

    private readonly byte[] _key;

    private BackupCipher(byte[] key) => _key = key;

    private static ReadOnlySpan<byte> Magic => "SFENC\0\0\u0001"u8;

    /// <summary>Derives the key of a new series of backups.</summary>
    /// <param name="passphrase">The passphrase.</param>
    public static (BackupCipher Cipher, BackupEncryption Encryption) Create(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var cipher = new BackupCipher(Derive(passphrase, salt, Iterations));
        return (cipher, new BackupEncryption(Method, Iterations, salt, cipher.Check()));
    }

    /// <summary>Whether this version knows how a backup is encrypted.</summary>
    public static bool Knows(BackupEncryption encryption) => encryption is { Method: Method, Iterations: >= 1 and <= MostIterations };

    /// <summary>Derives the key of a backup.</summary>
    /// <param name="encryption">What its manifest says.</param>
    /// <param name="passphrase">The passphrase.</param>
    /// <returns><see langword="null"/> if the passphrase is wrong.</returns>
    public static BackupCipher? Open(BackupEncryption encryption, string passphrase)
    {
        if (!Knows(encryption))
            throw new BackupException($"The backup is encrypted by '{encryption.Method}', which this version does not know.");
        var cipher = new BackupCipher(Derive(passphrase, encryption.Salt, encryption.Iterations));
        return CryptographicOperations.FixedTimeEquals(cipher.Check(), encryption.Check) ? cipher : null;
    }

    /// <summary>The size of an encrypted file.</summary>
    /// <param name="size">The size of its content in bytes.</param>
    public static long SizeOf(long size) => Magic.Length + SaltSize + size + (Math.Max(1, (size + ChunkSize - 1) / ChunkSize) * TagSize);

    /// <summary>Encrypts a file.</summary>
    /// <param name="from">The content, whose length does not change.</param>
    /// <param name="write">Takes the encrypted bytes.</param>
    /// <param name="path">The path of the file in the backup.</param>
    /// <param name="cancellation">Stops between chunks.</param>
    public void Encrypt(Stream from, Action<ReadOnlyMemory<byte>> write, string path, CancellationToken cancellation)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        write((byte[])[.. Magic, .. salt]);
        using var cipher = new AesGcm(KeyOf(salt, path), TagSize);
        var plain = new byte[ChunkSize];
        var sealedChunk = new byte[ChunkSize + TagSize];
        var left = from.Length;
        for (var number = 0L; ; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(left, ChunkSize);
            from.ReadExactly(plain, 0, count);
            left -= count;
            cipher.Encrypt(Nonce(number, left == 0), plain.AsSpan(0, count), sealedChunk.AsSpan(0, count), sealedChunk.AsSpan(count, TagSize));
            write(sealedChunk.AsMemory(0, count + TagSize));
            if (left == 0)
                return;
        }
    }

    /// <summary>Decrypts a file.</summary>
    /// <param name="from">The encrypted file.</param>
    /// <param name="write">Takes the content.</param>
    /// <param name="path">The path of the file in the backup.</param>
    /// <param name="cancellation">Stops between chunks.</param>
    /// <exception cref="CryptographicException">The file was changed, cut off, or belongs to another path.</exception>
    public void Decrypt(Stream from, Action<ReadOnlyMemory<byte>> write, string path, CancellationToken cancellation)
    {
        var head = new byte[Magic.Length + SaltSize];
        var left = from.Length - head.Length;
        if (left < TagSize)
            throw new CryptographicException("The file is cut off.");
        from.ReadExactly(head);
        if (!head.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new CryptographicException("The file is not encrypted in a known way.");
        using var cipher = new AesGcm(KeyOf(head[Magic.Length..], path), TagSize);
        var sealedChunk = new byte[ChunkSize + TagSize];
        var plain = new byte[ChunkSize];
        for (var number = 0L; ; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(left, sealedChunk.Length) - TagSize;
            if (count < 0)
                throw new CryptographicException("The file is cut off.");
            from.ReadExactly(sealedChunk, 0, count + TagSize);
            left -= count + TagSize;
            cipher.Decrypt(Nonce(number, left == 0), sealedChunk.AsSpan(0, count), sealedChunk.AsSpan(count, TagSize), plain.AsSpan(0, count));
            write(plain.AsMemory(0, count));
            if (left == 0)
                return;
        }
    }

    /// <summary>The code that authenticates the manifest of a backup: an HMAC-SHA256 of its bytes by a key of its own.</summary>
    /// <param name="manifest">The bytes of the manifest.</param>
    public byte[] Authenticate(ReadOnlySpan<byte> manifest) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, KeySize, info: "superfone backup manifest"u8.ToArray()), manifest);

    private static byte[] Derive(string passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, iterations, HashAlgorithmName.SHA256, KeySize);

    private static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[NonceSize];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    private byte[] Check() => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, TagSize, info: "superfone backup check"u8.ToArray());

    private byte[] KeyOf(byte[] salt, string path) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, KeySize, salt, Encoding.UTF8.GetBytes($"superfone backup file {path}"));
}
