using System.Security.Cryptography;
using System.Text;
using StandardWebhooks;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Signs posts as Standard Webhooks describes it.</summary>
internal static class WebhookSignature
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The header <c>webhook-signature</c>: one signature for each secret, separated by spaces.</summary>
    public static string Of(Post post, DateTimeOffset timestamp, IEnumerable<string> secrets)
    {
        var text = TextOf(post.Body);
        return string.Join(' ', secrets.Select(secret => text is null ? OfBytes(post, timestamp, secret) : new StandardWebhook(secret).Sign(post.Id, timestamp, text)));
    }

    private static string? TextOf(byte[] body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // The library signs text only. A body that was received compressed is passed on as it is.
    private static string OfBytes(Post post, DateTimeOffset timestamp, string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{post.Id}.{timestamp.ToUnixTimeSeconds()}."), .. post.Body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[DestinationSecrets.Prefix.Length..]), signed))}";
    }
}
