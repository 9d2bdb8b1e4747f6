namespace Superfone.Dashboard.Storage.Primary.Bodies;

/// <summary>How many of the older bodies have been compressed. Thread-safe.</summary>
public sealed class BodyConversionProgress
{
    private long _share = -1;

    /// <summary>The share of the log that is compressed, 0 to 1; <see langword="null"/> unless a conversion is going on.</summary>
    public double? Share => Volatile.Read(ref _share) is >= 0 and var thousandths ? thousandths / 1000.0 : null;

    internal void Set(long converted, long last) => Volatile.Write(ref _share, last == 0 ? 1000 : Math.Min(1000, 1000 * converted / last));

    internal void Clear() => Volatile.Write(ref _share, -1);
}
