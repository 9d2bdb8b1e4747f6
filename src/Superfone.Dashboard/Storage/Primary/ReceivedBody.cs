namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A body as it was received, and what it says.</summary>
public sealed record ReceivedBody
{
    private ReceivedBody()
    {
    }

    /// <summary>The body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Received { get; init; }

    /// <summary>What it says: the same bytes, or what they are once they are unpacked.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>How it is packed, such as <c>gzip</c>; <see langword="null"/> where it is not.</summary>
    public string? Encoding { get; private init; }

    /// <summary>Why it cannot be read: a sentence. <see langword="null"/> where it can.</summary>
    public string? Problem { get; private init; }

    /// <summary>Whether it is too long once it is unpacked.</summary>
    public bool IsTooLong { get; private init; }

    /// <summary>A body that is not packed.</summary>
    public static ReceivedBody Plain(ReadOnlyMemory<byte> body) => new() { Received = body, Content = body };

    /// <summary>A packed body.</summary>
    public static ReceivedBody Unpacked(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> content, string encoding) =>
        new() { Received = body, Content = content, Encoding = encoding };

    /// <summary>A packed body that cannot be unpacked, and why.</summary>
    public static ReceivedBody Unreadable(ReadOnlyMemory<byte> body, string encoding, string problem) =>
        new() { Received = body, Content = body, Encoding = encoding, Problem = problem };

    /// <summary>A packed body that is not unpacked because there is too much in it. Kept, it counts as no packed one, so that nobody unpacks it.</summary>
    public static ReceivedBody TooLong(ReadOnlyMemory<byte> body, string problem) => new() { Received = body, Content = body, Problem = problem, IsTooLong = true };
}
