using System.Globalization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Demo;

/// <summary>
/// Whether the application runs as a demo: an invented business in a temporary data directory. Enabled by <c>--demo</c>, or by
/// <c>--demo=7</c> for the traffic of seed 7.
/// </summary>
public sealed record DemoMode
{
    private const string Argument = "--demo";
    private const int StandardSeed = 7;

    private DemoMode()
    {
    }

    /// <summary>No demo.</summary>
    public static DemoMode Off { get; } = new();

    /// <summary>Whether it is a demo.</summary>
    public bool IsOn { get; private init; }

    /// <summary>The seed of its traffic.</summary>
    public int Seed { get; private init; }

    /// <summary>The secret that its traffic presents to the webhook.</summary>
    public string WebhookSecret { get; } = SecretSet.Create();

    /// <summary>The token in the sign-in link; it differs at each start.</summary>
    public string EntryToken { get; } = SecretSet.Create();

    /// <summary>Removes the switch from the command line, because ASP.NET would treat the next argument as its value.</summary>
    /// <param name="args">The command line; the switch is removed from it.</param>
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
