using System.Globalization;
using Spectre.Console;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Simulator;

/// <summary>Shows the sent bodies and the replies to them.</summary>
internal static class ReportView
{
    private static readonly string[] Usual = ["accepted", "duplicate", "quarantined"];

    /// <summary>Writes a table of events by reply, and the latencies.</summary>
    public static void Write(IAnsiConsole console, SendReport report)
    {
        var counts = report.Counts;
        var replies = Usual.Concat(counts.Keys.Select(key => key.Reply).Order()).Distinct().Where(reply => counts.Keys.Any(key => key.Reply == reply)).ToList();
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Event");
        foreach (var reply in replies)
            table.AddColumn(new TableColumn(reply).RightAligned());
        foreach (var name in EventNames.All.Concat(counts.Keys.Select(key => key.EventName)).Distinct().Where(name => counts.Keys.Any(key => key.EventName == name)))
            table.AddRow([name ?? "(no event)", .. replies.Select(reply => Number(counts.GetValueOrDefault((name, reply))))]);
        table.AddRow(["All", .. replies.Select(reply => Number(counts.Where(count => count.Key.Reply == reply).Sum(count => count.Value)))]);
        console.Write(table);
        console.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Sent:N0} sent. Replies: half within {report.Latency(0.5):0.0} ms, 95 % within {report.Latency(0.95):0.0} ms, 99 % within {report.Latency(0.99):0.0} ms."));
    }

    private static string Number(int count) => count == 0 ? "" : count.ToString("N0", CultureInfo.InvariantCulture);
}
