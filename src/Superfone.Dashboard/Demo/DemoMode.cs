using System.Globalization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Demo;

/// <summary>
/// Whether this is a demo: a made-up business in a data directory that is thrown away, for whoever wants to see what it looks like.
/// Asked for by <c>--demo</c>, or <c>--demo=7</c> for the traffic of seed 7.
/// </summary>
public sealed record DemoMode
{
    private const string Argument = "--demo";
    private const int StandardSeed = 7;

    private DemoMode()
    {
    }

    /// <summary>No demo: the application as it is used.</summary>
    public static DemoMode Off { get; } = new();

    /// <summary>Whether it is one.</summary>
    public bool IsOn { get; private init; }

    /// <summary>What its traffic follows from.</summary>
    public int Seed { get; private init; }

    /// <summary>The secret that its traffic presents to the webhook.</summary>
    public string WebhookSecret { get; } = SecretSet.Create();

    /// <summary>What the link that signs in bears; another one at every start.</summary>
    public string EntryToken { get; } = SecretSet.Create();

    /// <summary>Takes the switch out of the command line: to ASP.NET it would be a key whose value follows.</summary>
    /// <param name="args">The command line; without the switch afterwards.</param>
    /// <exception cref="StartException">The seed is not a number.</exception>
    public static DemoMode Take(ref string[] args)
    {
        var asked = args.FirstOrDefault(arg => arg == Argument || arg.StartsWith($"{Argument}=", StringComparison.Ordinal));
        if (asked is null)
            return Off;

        args = [.. args.Where(arg => arg != asked)];
        var seed = StandardSeed;
        if (asked != Argument && !int.TryParse(asked.AsSpan(Argument.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out seed))
            throw new StartException($"{asked} is wrong: after {Argument}= comes a whole number, the seed of the demo's traffic.");
        return new DemoMode { IsOn = true, Seed = seed };
    }
}
