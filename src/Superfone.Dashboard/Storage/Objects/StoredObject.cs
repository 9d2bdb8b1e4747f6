namespace Superfone.Dashboard.Storage.Objects;

/// <summary>An object in a store.</summary>
/// <param name="SizeBytes">Its size in bytes.</param>
/// <param name="ModifiedUtc">When it was stored, by the clock of the store, UTC; <see langword="null"/> if the store does not say.</param>
public readonly record struct StoredObject(long SizeBytes, DateTime? ModifiedUtc);
