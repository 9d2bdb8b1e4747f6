using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Superfone.Dashboard.Configuration.Logs;

namespace Superfone.Dashboard.Tests.Startup;

public sealed class PlainConsoleTests
{
    private const string Forged = "sense\r\ncrit: Superfone.Dashboard[0]\n      all is lost\u001b[2J\u2028\u202Eend\u0085";

    [Fact]
    public void Entry_WithLineBreaksFromOutside_StaysOneEntry()
    {
        var lines = Write("The body says {0}", Forged, new InvalidDataException(Forged, new AggregateException(new FormatException(Forged))));

        Assert.DoesNotContain(lines, line => line.StartsWith("crit", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(line, character => char.IsControl(character) || character is '\u2028' or '\u202E'));
        Assert.Equal("warn: Some.Category[7]", lines[0]);
        Assert.Equal("      The body says sense\\r\\ncrit: Superfone.Dashboard[0]\\n      all is lost\\u001B[2J\\u2028\\u202Eend\\u0085", lines[1]);
        Assert.Contains(lines, line => line.Contains("---> System.FormatException: sense\\r\\ncrit", StringComparison.Ordinal));
    }

    [Fact]
    public void Entry_WithAnError_TellsWhereItHappened()
    {
        Exception caught;
        try
        {
            throw new InvalidDataException("Nothing fits.");
        }
        catch (InvalidDataException error)
        {
            caught = error;
        }

        var lines = Write("It failed", "", caught);

        Assert.Contains("      System.IO.InvalidDataException: Nothing fits.", lines);
        Assert.Contains(lines, line => line.Contains($"at {typeof(PlainConsoleTests).FullName}", StringComparison.Ordinal));
    }

    [Fact]
    public void Entry_InHindi_StaysReadable() => Assert.Equal("      कॉल आया – ₹500", Write("कॉल आया – ₹500", "", null)[1]);

    [Theory]
    [InlineData("Systemd", "<4>Some.Category[7] It says so")]
    [InlineData("Json", "\"Message\":\"It says so\"")]
    public void Entry_InAnotherStyle_IsOneLine(string style, string expected) =>
        Assert.Contains(expected, Assert.Single(Write("It says so", "", null, Enum.Parse<EntryStyle>(style))), StringComparison.Ordinal);

    [Fact]
    public async Task Process_BodyWithLineBreaks_LogsNoLineOfIts()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-").FullName;
        var settings = new Dictionary<string, string> { ["Superfone:Webhook:Secrets:0"] = RunningDashboard.Secret };
        await using (var process = DashboardProcess.Start(folder, settings))
        {
            using var client = new HttpClient { BaseAddress = new Uri(process.WaitForLine("Superfone Dashboard is at ").Split(' ')[^1]) };
            var body = Payload.Sample("ALL_CALLS").With("cdr_start", "nonsense\ninfo: FORGED[0]\u001b[31m");
            using var odd = await RunningDashboard.PostAsync(client, new StringContent(body));
            using var refused = await client.PostAsync("/webhooks/superfone?x=%0AFORGED", new StringContent("{}"), TestContext.Current.CancellationToken);
            process.WaitForLine("was refused");
            process.Terminate();
            await process.WaitForExitAsync();

            Assert.DoesNotContain(process.Output, line => line.TrimStart().StartsWith("info: FORGED", StringComparison.Ordinal) || line.Contains('\u001b'));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string[] Write(string message, string argument, Exception? error, EntryStyle style = EntryStyle.Plain)
    {
        using var writer = new StringWriter();
        var redaction = new Redaction(new ConfigurationBuilder().Build());
        using var logger = new LoggerConfiguration().Enrich.With(new RedactingEnricher(redaction)).WriteTo.Sink(new TextSink(new EntryFormatter(redaction, style, null, isUtc: true), writer)).CreateLogger();
        logger.ForContext("SourceContext", "Some.Category").ForContext("EventId", new EventId(7), destructureObjects: true).Warning(error, message, argument);
        return writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class TextSink(EntryFormatter formatter, TextWriter writer) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => formatter.Format(logEvent, writer);
    }
}
