namespace Superfone.Events;

/// <summary>
/// A field that may be absent from a payload, which is not the same as being <c>null</c>: an absent field keeps the known value, a
/// <c>null</c> field clears it.
/// </summary>
/// <typeparam name="T">The field's type; <c>null</c> represents JSON's <c>null</c>.</typeparam>
public readonly record struct Optional<T>
{
    /// <summary>Creates a field that the payload carries.</summary>
    public Optional(T? value)
    {
        IsPresent = true;
        Value = value;
    }

    /// <summary>Whether the payload carries the field at all.</summary>
    public bool IsPresent { get; }

    /// <summary>The value; <see langword="default"/> when the field is <c>null</c> or absent.</summary>
    public T? Value { get; }

    /// <summary>The value if the payload carries one, even <c>null</c>; otherwise the known value.</summary>
    public T? Or(T? known) => IsPresent ? Value : known;
}
