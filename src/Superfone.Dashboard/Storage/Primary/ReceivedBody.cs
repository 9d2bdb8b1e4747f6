namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A body as received, and its content.</summary>
public sealed record ReceivedBody
{
    private ReceivedBody()
    {
    }

    /// <summary>The body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Received { get; init; }

    /// <summary>The content: the same bytes, or the decompressed ones.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The content encoding, such as <c>gzip</c>; <see langword="null"/> if it is not compressed.</summary>
    public string? Encoding { get; private init; }

    /// <summary>The reason why it cannot be read: a sentence; <see langword="null"/> if it can.</summary>
    public string? Problem { get; private init; }

    /// <summary>Whether the decompressed content is too long.</summary>
    public bool IsTooLong { get; private init; }

    /// <summary>A body that is not compressed.</summary>
    public static ReceivedBody Plain(ReadOnlyMemory<byte> body) => new() { Received = body, Content = body };

    /// <summary>A compressed body.</summary>
    public static ReceivedBody Unpacked(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> content, string encoding) =>
        new() { Received = body, Content = content, Encoding = encoding };

    /// <summary>A compressed body that cannot be decompressed, with the reason.</summary>
    public static ReceivedBody Unreadable(ReadOnlyMemory<byte> body, string encoding, string problem) =>
        new() { Received = body, Content = body, Encoding = encoding, Problem = problem };

    /// <summary>A compressed body whose content is too long. It has no encoding, so that nobody decompresses it.</summary>
    public static ReceivedBody TooLong(ReadOnlyMemory<byte> body, string problem) => new() { Received = body, Content = body, Problem = problem, IsTooLong = true };
}
