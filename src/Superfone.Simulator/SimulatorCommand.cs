using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Simulator;

/// <summary>The command line of the simulator.</summary>
internal static class SimulatorCommand
{
    private static readonly Argument<Uri[]> Webhooks = new("url")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Where to post, such as http://localhost:5080/webhooks/superfone; several servers take turns",
        CustomParser = ReadUrls,
    };

    private static readonly Option<string> Secret = new("--secret")
    {
        Description = "The webhook's secret, without the word Bearer",
        Required = true,
        CustomParser = result => Read(result, "must be passed without the word Bearer, as the dashboard printed it", text => IsSecret(text) ? text : null),
    };

    private static readonly Option<double> Days = Number("--days", 0, 0, 3660, "Days of back-dated history to post first, as fast as possible");
    private static readonly Option<int> CallsPerDay = Whole("--calls-per-day", 120, 1, 100_000, "Calls on a weekday of the history");
    private static readonly Option<double?> Minutes = Number("--minutes", 0, 5_000_000, "How long live traffic goes on after the history; 0 for none [default: until Ctrl+C]");
    private static readonly Option<double> Rate = Number("--rate", 4, 0.01, 60_000, "Calls in a minute of live traffic");
    private static readonly Option<double> ReactionSpeed = Number("--reaction-speed", 1, 1, 10_000, "How many times faster people return calls and end tasks in live traffic");
    private static readonly Option<double?> SpeedUp = Number("--speed-up", 1, 1_000_000, "Play the history this many times faster than it happened, instead of at once");
    private static readonly Option<int?> Seed = new("--seed")
    {
        Description = "The same seed gives the same traffic [default: a new one]",
        CustomParser = result => Read(result, "must be a whole number", text => int.TryParse(text, CultureInfo.InvariantCulture, out var seed) ? seed : (int?)null),
    };

    private static readonly Option<int> Businesses = Whole(
        "--businesses", 1, 1, SimulationOptions.MostBusinesses, "Play so many businesses at the same time, each with a number of its own, and with as many calls as one");

    private static readonly Option<string[]> Numbers = new("--number") { Description = "The business's Superfone number, such as +918000099999; may be given more than once" };
    private static readonly Option<string?> Organization = new("--organization") { Description = "The business's name" };
    private static readonly Option<DateTimeOffset?> Start = new("--start")
    {
        Description = "When history ends and live traffic begins, such as 2026-05-15T10:30:00Z [default: now]",
        CustomParser = result => Read(result, "must be an instant from 2010 to 2100, such as 2026-05-15T10:30:00Z", ReadInstant),
    };

    private static readonly Option<double> Duplicates = Number("--duplicates", 0, 0, 1, "Share of deliveries that are sent twice");
    private static readonly Option<double> Disorder = Number("--disorder", 0, 0, 1, "Share of deliveries that come after later ones");
    private static readonly Option<double> Malformed = Number("--malformed", 0, 0, 1, "Share of bodies that are no events");
    private static readonly Option<double> Unknown = Number("--unknown", 0, 0, 1, "Share of events of unknown names");
    private static readonly Option<string[]> Silent = new("--silent") { Description = "Event that is not sent, such as TASK_DUE_TIME; may be given more than once" };
    private static readonly Option<int> Connections = Whole("--connections", 4, 1, 1000, "How many post at the same time; what is about one customer stays in order");
    private static readonly Option<bool> WithoutRecordings = new("--no-recordings") { Description = "Calls without recordings and summaries" };
    private static readonly Option<string> RecordingsHost = new("--recordings-host") { Description = "Address to serve recordings at", DefaultValueFactory = _ => "127.0.0.1" };
    private static readonly Option<int> RecordingsPort = Whole("--recordings-port", 0, 0, 65_535, "Port to serve recordings at; 0 for any that is free");
    private static readonly Option<double> Linger = Number("--linger", 10, 0, 86_400, "Seconds to go on serving recordings after the last was asked for");

    /// <summary>Builds the command.</summary>
    public static RootCommand Create()
    {
        Silent.Validators.Add(result => Require(
            result, token => EventNames.TryParse(token, out _), $"must be one of {string.Join(", ", EventNames.All)}"));
        Numbers.Validators.Add(result => Require(result, IsPhone, "must be a phone number such as +918000099999"));

        // The name of the option until it had a usual one.
        ReactionSpeed.Aliases.Add("--haste");

        var command = new RootCommand("Plays a business on Superfone and posts its events to a webhook.")
        {
            Webhooks, Secret, Days, CallsPerDay, Minutes, Rate, ReactionSpeed, SpeedUp, Seed, Businesses, Numbers, Organization, Start, Duplicates, Disorder, Malformed, Unknown,
            Silent, Connections, WithoutRecordings, RecordingsHost, RecordingsPort, Linger,
        };
        command.Validators.Add(result =>
        {
            if (IsGiven(Businesses) && IsGiven(Numbers))
                result.AddError("--number cannot be combined with --businesses: each has a number of its own.");

            // Their values are not read here: one that cannot be read has an error already.
            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
        });
        command.SetAction((given, cancellation) => new SimulatorRun(given.GetRequiredValue(Webhooks), given.GetRequiredValue(Secret))
        {
            Connections = given.GetValue(Connections),
            SpeedUp = given.GetValue(SpeedUp),
            RecordingsAt = given.GetValue(WithoutRecordings) ? null : (given.GetValue(RecordingsHost)!, given.GetValue(RecordingsPort)),
            Linger = TimeSpan.FromSeconds(given.GetValue(Linger)),
        }.RunAsync(Read(given), cancellation));
        return command;
    }

    private static SimulationOptions Read(ParseResult given)
    {
        var standard = new SimulationOptions { Seed = 0, StartUtc = default };
        return new SimulationOptions
        {
            Seed = given.GetValue(Seed) ?? Random.Shared.Next(1, 100_000),
            StartUtc = given.GetValue(Start)?.UtcDateTime ?? DateTime.UtcNow,
            History = TimeSpan.FromDays(given.GetValue(Days)),
            Live = given.GetValue(Minutes) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Businesses = given.GetValue(Businesses),
            CallsPerDay = given.GetValue(CallsPerDay),
            CallsPerMinute = given.GetValue(Rate),
            ReactionSpeed = given.GetValue(ReactionSpeed),
            OrganizationName = given.GetValue(Organization) ?? standard.OrganizationName,
            Numbers = given.GetValue(Numbers) is { Length: > 0 } numbers ? numbers : standard.Numbers,
            Duplicates = given.GetValue(Duplicates),
            Disorder = given.GetValue(Disorder),
            Malformed = given.GetValue(Malformed),
            Unknown = given.GetValue(Unknown),
            Silent = (given.GetValue(Silent) ?? []).Select(EventNames.Find).OfType<EventKind>().ToHashSet(),
        };
    }

    private static Option<double> Number(string name, double standard, double least, double most, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result => ReadNumber(result, least, most) ?? standard,
    };

    private static Option<double?> Number(string name, double least, double most, string description) =>
        new(name) { Description = description, CustomParser = result => ReadNumber(result, least, most) };

    private static Option<int> Whole(string name, int standard, int least, int most, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result => Read(
            result, $"must be a whole number from {least} to {most}",
            text => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : (int?)null) ?? standard,
    };

    private static double? ReadNumber(ArgumentResult result, double least, double most) => Read(
        result, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"),
        text => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : (double?)null);

    // System.CommandLine's own message for a value that it cannot read names a .NET type.
    private static T? Read<T>(ArgumentResult result, string rule, Func<string, T?> read)
    {
        var value = read(result.Tokens.Count == 1 ? result.Tokens[0].Value : "");
        if (value is null)
            result.AddError($"{(result.Parent as OptionResult)?.IdentifierToken?.Value} {rule}.");
        return value;
    }

    private static DateTimeOffset? ReadInstant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && instant.Year is >= 2010 and < 2100 ? instant : null;

    private static bool IsSecret(string text) => text.Trim().Length > 0 && text.All(letter => letter is >= ' ' and <= '~') && !text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static bool IsPhone(string text) => text.TrimStart('+') is { Length: >= 6 and <= 15 } digits && digits.All(char.IsAsciiDigit);

    private static void Require(OptionResult result, Func<string, bool> isGood, string rule)
    {
        if (!result.Tokens.All(token => isGood(token.Value)))
            result.AddError($"{result.IdentifierToken?.Value} {rule}.");
    }

    private static Uri[] ReadUrls(ArgumentResult result)
    {
        var urls = new List<Uri>();
        foreach (var token in result.Tokens)
        {
            if (Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                urls.Add(url);
            else
                result.AddError($"'{token.Value}' is not an address such as http://localhost:5080/webhooks/superfone.");
        }

        return [.. urls];
    }
}
