namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A body as received, and its content.</summary>
public sealed record ReceivedBody
{
    private ReceivedBody()
    {
    }

    /// <summary>The body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Received { get; init; }

    /// <summary>The content: the same bytes, or the unpacked ones.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The content encoding, such as <c>gzip</c>; <see langword="null"/> if it is not packed.</summary>
    public string? Encoding { get; private init; }

    /// <summary>Why it cannot be read: a sentence. <see langword="null"/> if it can.</summary>
    public string? Problem { get; private init; }

    /// <summary>Whether the unpacked content is too long.</summary>
    public bool IsTooLong { get; private init; }

    /// <summary>A body that is not packed.</summary>
    public static ReceivedBody Plain(ReadOnlyMemory<byte> body) => new() { Received = body, Content = body };

    /// <summary>A packed body.</summary>
    public static ReceivedBody Unpacked(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> content, string encoding) =>
        new() { Received = body, Content = content, Encoding = encoding };

    /// <summary>A packed body that cannot be unpacked, and why.</summary>
    public static ReceivedBody Unreadable(ReadOnlyMemory<byte> body, string encoding, string problem) =>
        new() { Received = body, Content = body, Encoding = encoding, Problem = problem };

    /// <summary>A packed body whose content is too long. It has no encoding, so that nobody unpacks it.</summary>
    public static ReceivedBody TooLong(ReadOnlyMemory<byte> body, string problem) => new() { Received = body, Content = body, Problem = problem, IsTooLong = true };
}
