using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Mail;

namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>Ends digests by the link that is in each of them. It works without a sign-in, because it is signed.</summary>
public sealed class Unsubscription(DigestTable table, PrimaryWriter writer, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>The path of its page.</summary>
    public const string Path = "/unsubscribe";

    /// <summary>The path that ends them by a post, as mail programs do (RFC 8058).</summary>
    public const string PostPath = "/unsubscribe/now";

    private const int MostCharacters = 500;

    private readonly IDataProtector _protector = protection.CreateProtector("Superfone.Digest.Unsubscribe");

    /// <summary>Whether a link is one of ours.</summary>
    public bool IsValid(string? token) => Read(token) is not null;

    /// <summary>Ends the digests of a link's recipient, who may be gone already.</summary>
    /// <returns>Whether the link is one of ours.</returns>
    public async Task<bool> EndAsync(string? token)
    {
        if (Read(token) is not { } id)
            return false;
        var now = time.GetUtcNow().UtcDateTime;
        await writer.RunAsync(() => table.Unsubscribe(id, now));
        return true;
    }

    /// <summary>The parameter of a recipient's link.</summary>
    public string TokenOf(long id) => _protector.Protect(id.ToString(CultureInfo.InvariantCulture));

    private long? Read(string? token)
    {
        try
        {
            return token is { Length: > 0 and <= MostCharacters } && long.TryParse(_protector.Unprotect(token), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
