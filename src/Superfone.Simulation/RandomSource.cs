namespace Superfone.Simulation;

/// <summary>Repeatable random choices: the same seed gives the same sequence on every machine.</summary>
public sealed class RandomSource(int seed)
{
    // .NET keeps the algorithm of a seeded Random from version to version.
    private readonly Random _random = new(seed);

    /// <summary>A new seed, for an item that can be recomputed on its own, such as the conversation of a call.</summary>
    public int Seed() => _random.Next();

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both inclusive.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>A number from <paramref name="least"/>, inclusive, to <paramref name="most"/>, exclusive.</summary>
    public double Between(double least, double most) => least + ((most - least) * _random.NextDouble());

    /// <summary><see langword="true"/> with the given probability, 0 to 1.</summary>
    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>The time to the next event of a Poisson process, exponentially distributed.</summary>
    public TimeSpan Wait(TimeSpan average) => average * -Math.Log(1 - _random.NextDouble());

    /// <summary>One of the items, each equally likely.</summary>
    public T OneOf<T>(IReadOnlyList<T> several) => several[_random.Next(several.Count)];

    /// <summary>One of the items, with a probability in proportion to its weight.</summary>
    public T OneOf<T>(IReadOnlyList<T> several, Func<T, double> weight)
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

    /// <summary>A random subset of the items, in their original order.</summary>
    public IReadOnlyList<T> SomeOf<T>(IReadOnlyList<T> several, int count)
    {
        var chosen = Enumerable.Range(0, several.Count).OrderBy(_ => _random.Next()).Take(count).Order();
        return [.. chosen.Select(index => several[index])];
    }

    /// <summary>A random UUID in its usual form.</summary>
    /// <param name="prefix">The first characters, which are not random.</param>
    public string Uuid(string prefix = "")
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)(0x40 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return prefix + new Guid(bytes, bigEndian: true).ToString("D")[prefix.Length..];
    }
}
