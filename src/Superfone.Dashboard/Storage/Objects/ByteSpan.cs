namespace Superfone.Dashboard.Storage.Objects;

/// <summary>A part of an object.</summary>
/// <param name="From">Its first byte.</param>
/// <param name="End">The byte behind its last one.</param>
public readonly record struct ByteSpan(long From, long End);
