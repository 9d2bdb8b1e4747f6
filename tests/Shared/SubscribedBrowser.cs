using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>A browser that subscribed to <see cref="PushStandIn"/>: its keys, and the messages that it could read (RFC 8188, 8291, 8292).</summary>
public sealed class SubscribedBrowser(string endpoint)
{
    private const int SaltBytes = 16;
    private const int TagBytes = 16;

    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(16);

    /// <summary>The address of its push service.</summary>
    public string Endpoint { get; } = endpoint;

    /// <summary>Its public key, base64url.</summary>
    public string P256dh => Base64Url.EncodeToString(PointOf(_key));

    /// <summary>Its authentication secret, base64url.</summary>
    public string Auth => Base64Url.EncodeToString(_secret);

    /// <summary>What its push service answers to the next posts, instead of taking them.</summary>
    public ConcurrentQueue<(HttpStatusCode Status, int? RetryAfter)> Answers { get; } = new();

    /// <summary>The messages that arrived, in order.</summary>
    public ConcurrentQueue<JsonElement> Messages { get; } = new();

    /// <summary>Waits for a number of messages.</summary>
    public async Task<IReadOnlyList<JsonElement>> WaitAsync(int count, TimeSpan? most = null)
    {
        using var late = new CancellationTokenSource(most ?? TimeSpan.FromSeconds(30));
        while (Messages.Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
        return [.. Messages];
    }

    /// <summary>Checks and reads a message.</summary>
    /// <exception cref="InvalidOperationException">A push service or a browser would refuse it.</exception>
    internal void Read(IHeaderDictionary headers, byte[] body, bool isKept)
    {
        Require(headers.ContentEncoding == "aes128gcm", $"Content-Encoding is {headers.ContentEncoding}");
        Require(int.TryParse(headers["TTL"], out var seconds) && seconds > 0, $"TTL is {headers["TTL"]}");
        CheckSignature(headers.Authorization.ToString());
        var message = Decrypt(body);
        if (isKept)
            Messages.Enqueue(JsonDocument.Parse(message).RootElement);
    }

    // Authorization: vapid t=<JWT>, k=<public key>
    private void CheckSignature(string header)
    {
        Require(header.StartsWith("vapid ", StringComparison.Ordinal), "there is no VAPID");
        var parts = header["vapid ".Length..].Split(',', StringSplitOptions.TrimEntries).ToDictionary(part => part[..1], part => part[2..]);
        var token = parts["t"].Split('.');
        var point = Base64Url.DecodeFromChars(parts["k"]);
        using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        Require(signer.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256), "the signature is wrong");
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        // The library leaves out the port, which addresses of real push services do not have.
        Require(claims.GetProperty("aud").GetString() is { } audience && new Uri(audience).Host == new Uri(Endpoint).Host, "the audience is wrong");
        var expiry = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64());
        Require(expiry > DateTimeOffset.UtcNow && expiry <= DateTimeOffset.UtcNow.AddHours(24), "the expiry is wrong");
    }

    // salt (16) | record size (4) | length of the key (1) | the sender's public key | one encrypted record
    private byte[] Decrypt(byte[] body)
    {
        var salt = body[..SaltBytes];
        var size = BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(SaltBytes));
        var point = body[21..(21 + body[20])];
        var record = body[(21 + body[20])..];
        Require(record.Length <= size, "there is more than one record");
        using var sender = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        var shared = _key.DeriveRawSecretAgreement(sender.PublicKey);
        var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _secret, [.. "WebPush: info\0"u8, .. PointOf(_key), .. point]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var plain = new byte[record.Length - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(nonce, record.AsSpan(..^TagBytes), record.AsSpan(^TagBytes..), plain);
        var end = plain.AsSpan().TrimEnd((byte)0);
        Require(end[^1] == 2, "the record is not the last one");
        return end[..^1].ToArray();
    }

    private static byte[] PointOf(ECDiffieHellman key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X!, .. point.Y!];
    }

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
            throw new InvalidOperationException(otherwise);
    }
}
