namespace Superfone.Simulation;

/// <summary>Chance that repeats itself: the same seed draws the same on every machine.</summary>
public sealed class Draw(int seed)
{
    // A seeded Random keeps its algorithm from version to version.
    private readonly Random _random = new(seed);

    /// <summary>A seed of its own for something that is drawn apart, such as one call's conversation.</summary>
    public int Seed() => _random.Next();

    /// <summary>A whole number, both bounds included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>A number from the first to below the second.</summary>
    public double Between(double least, double most) => least + ((most - least) * _random.NextDouble());

    /// <summary>Whether something with a probability between 0 and 1 happens.</summary>
    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>How long until the next of what comes by itself, on average once in a while.</summary>
    public TimeSpan Wait(TimeSpan average) => average * -Math.Log(1 - _random.NextDouble());

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> several) => several[_random.Next(several.Count)];

    /// <summary>One of several, each as likely as its weight.</summary>
    public T Of<T>(IReadOnlyList<T> several, Func<T, double> weight)
    {
        var left = _random.NextDouble() * several.Sum(weight);
        foreach (var one in several)
        {
            left -= weight(one);
            if (left < 0)
                return one;
        }

        return several[^1];
    }

    /// <summary>Some of several, in their order.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> several, int count)
    {
        var chosen = Enumerable.Range(0, several.Count).OrderBy(_ => _random.Next()).Take(count).Order();
        return [.. chosen.Select(index => several[index])];
    }

    /// <summary>A random UUID in its usual form.</summary>
    /// <param name="prefix">Its first characters, where they are not random.</param>
    public string Uuid(string prefix = "")
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)(0x40 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return prefix + new Guid(bytes, bigEndian: true).ToString("D")[prefix.Length..];
    }
}
