using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Simulator;

/// <summary>The command line: what can be asked of the simulator.</summary>
internal static class SimulatorCommand
{
    private static readonly Argument<Uri> Webhook = new("url")
    {
        Description = "Where to post, such as http://localhost:5080/webhooks/superfone",
        CustomParser = result => ReadUrl(result),
    };

    private static readonly Option<string> Secret = new("--secret") { Description = "The webhook's secret, without the word Bearer", Required = true };
    private static readonly Option<double> Days = Number("--days", 0, 0, 3660, "Days of back-dated history to post first, as fast as possible");
    private static readonly Option<int> CallsPerDay = new("--calls-per-day") { Description = "Calls on a weekday of the history", DefaultValueFactory = _ => 120 };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "How long live traffic goes on after the history; 0 for none [default: until Ctrl+C]" };
    private static readonly Option<double> Rate = Number("--rate", 4, 0.01, 60_000, "Calls in a minute of live traffic");
    private static readonly Option<double> Haste = Number("--haste", 1, 1, 10_000, "How much faster people return calls and end tasks in live traffic");
    private static readonly Option<double?> SpeedUp = new("--speed-up") { Description = "Play the history this many times faster than it happened, instead of at once" };
    private static readonly Option<int?> Seed = new("--seed") { Description = "The same seed gives the same traffic [default: a new one]" };
    private static readonly Option<string[]> Numbers = new("--number") { Description = "The business's Superfone number; may be given twice" };
    private static readonly Option<string?> Organization = new("--organization") { Description = "The business's name" };
    private static readonly Option<DateTimeOffset?> Start = new("--start") { Description = "When history ends and live traffic begins, ISO 8601 [default: now]" };
    private static readonly Option<double> Duplicates = Number("--duplicates", 0, 0, 1, "Share of deliveries that are sent twice");
    private static readonly Option<double> Disorder = Number("--disorder", 0, 0, 1, "Share of deliveries that come after later ones");
    private static readonly Option<double> Malformed = Number("--malformed", 0, 0, 1, "Share of bodies that are no events");
    private static readonly Option<double> Unknown = Number("--unknown", 0, 0, 1, "Share of events of unknown names");
    private static readonly Option<string[]> Silent = new("--silent") { Description = "Event that is not sent, such as TASK_DUE_TIME; may be given more than once" };
    private static readonly Option<int> Connections = new("--connections") { Description = "How many post at the same time; what is about one customer stays in order", DefaultValueFactory = _ => 4 };
    private static readonly Option<bool> WithoutRecordings = new("--no-recordings") { Description = "Calls without recordings and summaries" };
    private static readonly Option<string> RecordingsHost = new("--recordings-host") { Description = "Address to serve recordings at", DefaultValueFactory = _ => "127.0.0.1" };
    private static readonly Option<int> RecordingsPort = new("--recordings-port") { Description = "Port to serve recordings at; 0 for any that is free" };
    private static readonly Option<double> Linger = Number("--linger", 10, 0, 86_400, "Seconds to go on serving recordings after the last was asked for");

    /// <summary>Builds the command.</summary>
    public static RootCommand Create()
    {
        foreach (var share in new[] { CallsPerDay, Connections })
            share.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is > 0 and <= 100_000, "must be from 1 to 100000"));
        foreach (var positive in new[] { Minutes, SpeedUp })
            positive.Validators.Add(result => Require(result, result.GetValueOrDefault<double?>() is null or >= 0, "must not be negative"));
        Silent.Validators.Add(result => Require(
            result, result.Tokens.All(token => EventNames.TryParse(token.Value, out _)), $"must be one of {string.Join(", ", EventNames.All)}"));

        var command = new RootCommand("Plays a business on Superfone and posts its events to a webhook.")
        {
            Webhook, Secret, Days, CallsPerDay, Minutes, Rate, Haste, SpeedUp, Seed, Numbers, Organization, Start, Duplicates, Disorder, Malformed, Unknown,
            Silent, Connections, WithoutRecordings, RecordingsHost, RecordingsPort, Linger,
        };
        command.SetAction((given, cancellation) => new SimulatorRun(given.GetRequiredValue(Webhook), given.GetRequiredValue(Secret))
        {
            Connections = given.GetValue(Connections),
            SpeedUp = given.GetValue(SpeedUp) is > 0 and var speedUp ? speedUp : null,
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
            CallsPerDay = given.GetValue(CallsPerDay),
            CallsPerMinute = given.GetValue(Rate),
            Haste = given.GetValue(Haste),
            OrganizationName = given.GetValue(Organization) ?? standard.OrganizationName,
            Numbers = given.GetValue(Numbers) is { Length: > 0 } numbers ? numbers : standard.Numbers,
            Duplicates = given.GetValue(Duplicates),
            Disorder = given.GetValue(Disorder),
            Malformed = given.GetValue(Malformed),
            Unknown = given.GetValue(Unknown),
            Silent = (given.GetValue(Silent) ?? []).Select(name => EventNames.TryParse(name, out var kind) ? kind : default).ToHashSet(),
        };
    }

    private static Option<double> Number(string name, double standard, double least, double most, string description)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result => Require(
            result, result.GetValueOrDefault<double>() is var value && value >= least && value <= most,
            string.Create(CultureInfo.InvariantCulture, $"must be from {least} to {most}")));
        return option;
    }

    private static void Require(OptionResult result, bool isGood, string rule)
    {
        if (!isGood)
            result.AddError($"{result.IdentifierToken?.Value} {rule}.");
    }

    private static Uri? ReadUrl(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"'{text}' is not an address such as http://localhost:5080/webhooks/superfone.");
        return null;
    }
}
