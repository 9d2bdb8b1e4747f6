namespace Superfone.Dashboard.Domain;

/// <summary>A part of a whole, such as the answered calls among those that could have been answered.</summary>
/// <param name="Part">Size of the part.</param>
/// <param name="Whole">Size of the whole.</param>
public readonly record struct Share(long Part, long Whole)
{
    /// <summary>The share, 0 to 1; <see langword="null"/> if the whole is zero.</summary>
    public double? Value => Whole == 0 ? null : (double)Part / Whole;

    /// <summary>The share of both wholes together.</summary>
    public static Share operator +(Share left, Share right) => new(left.Part + right.Part, left.Whole + right.Whole);
}
