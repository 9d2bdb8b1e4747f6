namespace Superfone.Dashboard.Tests.Shared.Payloads;

/// <summary>Values that no field documents, as JSON: what careless software, databases and hostile people write.</summary>
public static class OddValues
{
    /// <summary>One of each kind.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "null", "{}", "[]", "[[]]", "\"\"", "\" \\t\\u00a0\"", "\"abc\"", "-1", "0", "1e400", "-1e400", "1e-400", "0.5",
        "123456789012345678901234567890", new string('9', 400), "true", "false", """{"a":{"b":[1,{}]}}""", """["x",1,null,{},[],true,-1e400]""",
        "\"\\ud83d\"", "{\"\\udc00\":\"\\ud800\"}", "\"a\\u0000b\"", $"\"{new string('x', 5_000)}\"", "\"\u202Eabc\u200F\\u2066\"", "\"0000-00-00\"", "\"0000-00-00 00:00:00\"", "\"NaN\"",
        "\"Infinity\"", "\"10:30\"", "\"today\"", "\"05/06/2027\"", "\"9999-12-31T23:59:59Z\"", "9223372036854775808", "\"1,234\"", "\"' OR 1=1 --\"",
        "\"<script>alert(1)</script>\"", $"{new string('[', 200)}{new string(']', 200)}", """{"id":"abc","title":{}}""", "[null,null]",
    ];
}
