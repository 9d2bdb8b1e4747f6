using System.Buffers.Text;

namespace Superfone.Dashboard.Tests.Hostile;

/// <summary>Values that somebody may enter for a parameter.</summary>
internal static class HostileValues
{
    /// <summary>As many words as an address has room for.</summary>
    public static readonly string ManyWords = string.Join('+', Enumerable.Repeat("a", 2000));

    /// <summary>Values in a URL, with right and wrong escapes.</summary>
    public static IReadOnlyList<string> InAddresses { get; } =
    [
        "", "+", "abc", "-1", "0", "1.5", "1e400", "NaN", "true",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999",
        "%00", "a%00b", "%0D%0ASet-Cookie:x=y", "%FF", "%ED%A0%80", "%zz", "%25", "%27%22%3Cscript%3E", "%E2%80%AE%F0%9F%98%80", "%C3%BC",
        "0001-01-01", "0001-01-01T00:00:00Z", "9999-12-31", "9999-12-31T23:59:59.9999999Z", "2026-02-30", "2026-05-15T10:30:00+05:30",
        "//evil.example", "/%5Cevil.example", "..%2F..%2Fetc%2Fpasswd", "*", "AND+OR+NOT+NEAR(%22", "{}", "[1]",
        Words(33), ManyWords, string.Join('+', Enumerable.Repeat("%F0%9F%98%80", 300)), new string('x', 3000), string.Concat(Enumerable.Repeat("a.", 1500)),
    ];

    /// <summary>Bodies of requests.</summary>
    public static IReadOnlyList<string> Bodies { get; } =
    [
        "", "null", "[]", "{}", "0", "\"text\"", "{", "\0", "\uFEFF{}", "{\"cdrId\":9223372036854775808}", "{\"cdrId\":-1}", "{\"cdrId\":[]}", "{\"cdrId\":null,\"note\":{}}",
        "{\"note\":\"\\ud800\"}", "{\"note\":\"\\u0000\"}", $"{{\"note\":\"{new string('x', 3000)}\"}}", new string('[', 5000), $"{{\"note\":{new string('[', 90)}{new string(']', 90)}}}",
    ];

    /// <summary>A mark of each list, and numbers that no list gave out.</summary>
    public static IEnumerable<string> Cursors =>
        from kind in Enum.GetValues<Dashboard.ReadModels.Paging.ListKind>()
        from bytes in new[] { [0x80, .. new byte[7]], [0x7F, .. Enumerable.Repeat((byte)0xFF, 7)], Enumerable.Repeat((byte)0xFF, 8).ToArray() }
        from numbers in Enumerable.Range(1, 3)
        select Base64Url.EncodeToString([(byte)kind, .. Enumerable.Repeat(bytes, numbers).SelectMany(number => number)]);

    private static string Words(int count) => string.Join('+', Enumerable.Range(1, count).Select(number => $"w{number}"));
}
