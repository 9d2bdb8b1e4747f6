using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Superfone.Simulation;

/// <summary>
/// The URL of a recording. Its path contains everything that determines the audio; its query looks like that of a pre-signed S3 URL.
/// </summary>
/// <param name="Plan">The conversation.</param>
/// <param name="RecordedUtc">The time at which the call ended, UTC.</param>
/// <param name="Name">The file's name without extension: the call's UUID, or another text.</param>
internal sealed partial record RecordingLink(ConversationPlan Plan, DateTime RecordedUtc, string Name)
{
    private const int LifetimeSeconds = 7 * 24 * 3600;
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    // Not a secret: it protects only invented recordings.
    private static readonly byte[] Key = "the simulator's key"u8.ToArray();

    /// <summary>The complete URL.</summary>
    /// <param name="server">The address of the recordings.</param>
    /// <param name="signedUtc">The time of signing, UTC; the URL is valid for seven days from then.</param>
    public string Sign(Uri server, DateTime signedUtc)
    {
        var language = Plan.Language == Language.Hindi ? "hi" : "en";
        var path = string.Create(CultureInfo.InvariantCulture,
            $"/recordings/{RecordedUtc:yyyy/MM/dd}/{Plan.Script}-{language}-{(Plan.IsInbound ? "in" : "out")}-{Plan.Seed:x8}/{Name}.wav");
        var date = signedUtc.ToString(DateFormat, CultureInfo.InvariantCulture);
        return $"{new Uri(server, path)}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=SIMULATOR%2F{date[..8]}%2Fap-south-1%2Fs3%2Faws4_request"
            + $"&X-Amz-Date={date}&X-Amz-Expires={LifetimeSeconds}&X-Amz-SignedHeaders=host&X-Amz-Signature={SignatureOf(path, date)}";
    }

    /// <summary>The conversation that a path names; <see langword="null"/> for any other path.</summary>
    public static ConversationPlan? PlanOf(string path)
    {
        // /recordings/2026/05/15/price-hi-in-1f3c9a02/8f4e2a31-….wav
        var parts = Shape().Match(path);
        return parts.Success && Script.All.Any(script => script.Key == parts.Groups[1].Value)
            ? new ConversationPlan(
                parts.Groups[1].Value,
                parts.Groups[2].Value == "hi" ? Language.Hindi : Language.English,
                parts.Groups[3].Value == "in",
                int.Parse(parts.Groups[4].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Whether the date and signature of a URL are valid for its path now.</summary>
    /// <param name="path">The path.</param>
    /// <param name="date">Its <c>X-Amz-Date</c>.</param>
    /// <param name="signature">Its <c>X-Amz-Signature</c>.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public static bool IsOpen(string path, string? date, string? signature, DateTime nowUtc) =>
        date is not null && signature == SignatureOf(path, date)
        && DateTime.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var signedUtc)
        && nowUtc < signedUtc.AddSeconds(LifetimeSeconds);

    private static string SignatureOf(string path, string date) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{path}\n{date}")));

    [GeneratedRegex(@"^/recordings/\d{4}/\d\d/\d\d/([a-z]+)-(en|hi)-(in|out)-([0-9a-f]{8})/[^/]+\.wav$")]
    private static partial Regex Shape();
}
