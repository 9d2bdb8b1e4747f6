namespace Superfone.Dashboard.Benchmarks;

/// <summary>Statistics of measured values.</summary>
internal static class Statistics
{
    /// <summary>The median; the mean of the two in the middle if there is an even number of values.</summary>
    /// <param name="values">At least one value.</param>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
