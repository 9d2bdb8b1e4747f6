namespace Superfone.Dashboard.Domain.Privacy;

/// <summary>A body after a person was erased from it.</summary>
public readonly record struct ErasedBody
{
    /// <summary>The body does not speak of the person; it stays byte for byte.</summary>
    public static readonly ErasedBody Untouched;

    /// <summary>The body speaks only of the person; its delivery is deleted.</summary>
    public static readonly ErasedBody Deleted = new() { IsDeleted = true };

    /// <summary>Whether the delivery is deleted.</summary>
    public bool IsDeleted { get; private init; }

    /// <summary>The new body, not compressed; <see langword="null"/> if there is none.</summary>
    public byte[]? Body { get; private init; }

    /// <summary>The body lost some fields or texts.</summary>
    public static ErasedBody Rewritten(byte[] body) => new() { Body = body };
}
