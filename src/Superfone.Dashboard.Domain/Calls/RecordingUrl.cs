using System.Globalization;
using System.Text.RegularExpressions;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Calls;

/// <summary>Reads the expiry and the UUIDs in the pre-signed URL of a recording, and masks its signature.</summary>
public static partial class RecordingUrl
{
    private const string Mask = "•••";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>
    /// The expiry of the URL, UTC: <c>X-Amz-Date</c> plus <c>X-Amz-Expires</c> seconds; <see langword="null"/> if the URL does not contain
    /// both.
    /// </summary>
    public static DateTime? ExpiresUtc(string url)
    {
        // …?X-Amz-Date=20260515T103000Z&X-Amz-Expires=604800&X-Amz-Signature=…
        var signed = SignedAt().Match(url);
        var lifetime = LifetimeField().Match(url);
        return signed.Success && lifetime.Success
            && DateTime.TryParseExact(signed.Groups[1].Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var from)
            && int.TryParse(lifetime.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && from <= DateTime.MaxValue.AddSeconds(-seconds)
            ? from.AddSeconds(seconds)
            : null;
    }

    /// <summary>The expiry of the URL, UTC: the one in the URL, or else 7 days after it was received.</summary>
    public static DateTime ExpiresUtc(string url, DateTime receivedUtc) => ExpiresUtc(url) ?? receivedUtc + Lifetime;

    /// <summary>
    /// The parts of the URL's path that may be a call's UUID: every UUID in the path, and the file name without its extension.
    /// </summary>
    public static IReadOnlySet<string> UuidsIn(string url)
    {
        var path = url.Split('?', '#')[0];
        var found = Uuid().Matches(path).Select(match => EventClassifier.NormalizeUuid(match.Value)!).ToHashSet(StringComparer.Ordinal);
        var file = Path.GetFileNameWithoutExtension(path.TrimEnd('/'));
        if (EventClassifier.NormalizeUuid(Uri.UnescapeDataString(file)) is { } name)
            found.Add(name);
        return found;
    }

    /// <summary>The text, such as a payload, with the signature and credentials of every URL masked.</summary>
    public static string WithoutSignatures(string text) => Secret().Replace(text, $"$1{Mask}");

    [GeneratedRegex("[?&]X-Amz-Date=([0-9TZ]+)", RegexOptions.IgnoreCase)]
    private static partial Regex SignedAt();

    [GeneratedRegex("[?&]X-Amz-Expires=([0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex LifetimeField();

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Uuid();

    // JSON may escape = as \u003d. It may also escape & as \u0026, which is covered because a value ends at a backslash; / and + are part
    // of the value.
    [GeneratedRegex("""((?:Signature|Credential|Security-Token|\bsig)(?:=|\\u003d|%3D))(?:[^&"'\s\\<>]|\\/|\\u002[bf])+""", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
