using System.Globalization;
using Spectre.Console;
using Superfone.Simulation;

namespace Superfone.Simulator;

/// <summary>A run of the simulator: it serves recordings, posts deliveries, shows its progress and reports the result.</summary>
/// <param name="webhooks">The addresses of the webhook: one, or those of several servers, which take turns.</param>
/// <param name="secret">The webhook's secret.</param>
internal sealed class SimulatorRun(IReadOnlyList<Uri> webhooks, string secret)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The number of concurrent requests.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>The factor by which the history is replayed faster than it happened; <see langword="null"/> to send it at once.</summary>
    public double? SpeedUp { get; init; }

    /// <summary>The address at which recordings are served; <see langword="null"/> for no recordings.</summary>
    public (string Host, int Port)? RecordingsAt { get; init; }

    /// <summary>The time for which recordings are served after the last request.</summary>
    public TimeSpan Linger { get; init; }

    /// <summary>Runs the simulation.</summary>
    /// <returns>The exit code: 0 if everything was accepted.</returns>
    public async Task<int> RunAsync(SimulationOptions options, CancellationToken cancellation)
    {
        RecordingServer? recordings = null;
        try
        {
            if (RecordingsAt is { } place)
                recordings = await RecordingServer.StartAsync(place.Host, place.Port, TimeProvider.System, cancellation);
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException or FormatException or InvalidOperationException)
        {
            return Fail($"Recordings cannot be served at {RecordingsAt!.Value.Host}:{RecordingsAt.Value.Port}: {error.Message}");
        }

        await using (recordings)
            return await PostAsync(options with { Recordings = recordings?.Url }, recordings, cancellation);
    }

    private async Task<int> PostAsync(SimulationOptions options, RecordingServer? recordings, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = Connections }) { Timeout = Patience };
        var sender = new Sender(client, webhooks, secret, TimeProvider.System) { Connections = Connections, SpeedUp = SpeedUp };
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Seed {options.Seed}: --seed {options.Seed} --start {options.StartUtc:yyyy-MM-ddTHH:mm:ss.fffffffZ} plays the same again."));
        try
        {
            await ShowAsync(sender, options, cancellation);
        }
        catch (SendException error)
        {
            if (sender.Report.Sent > 0)
                ReportView.Write(AnsiConsole.Console, sender.Report);
            return Fail(error.Message);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is the usual end of live traffic.
        }

        ReportView.Write(AnsiConsole.Console, sender.Report);
        if (recordings is not null && !cancellation.IsCancellationRequested)
            await LingerAsync(recordings, cancellation);
        return sender.Report.Refused == 0 ? 0 : Fail($"{sender.Report.Refused} deliveries were not kept: the dashboard could not store them at the time.");
    }

    private static Task ShowAsync(Sender sender, SimulationOptions options, CancellationToken cancellation) => AnsiConsole.Progress()
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var history = context.AddTask("History", autoStart: options.History > TimeSpan.Zero, maxValue: Math.Max(1, options.History.TotalMinutes));
            var live = context.AddTask("Live traffic", autoStart: options.Live != TimeSpan.Zero, maxValue: options.Live?.TotalMinutes ?? 1);
            history.IsIndeterminate = live.IsIndeterminate = false;
            await sender.SendAsync(DeliverySequence.Of(options), options, cancellation, sent =>
            {
                history.Value = Math.Min(history.MaxValue, (sent.AtUtc - options.BeginUtc).TotalMinutes);
                live.IsIndeterminate = options.Live is null && sent.AtUtc >= options.StartUtc;
                live.Value = Math.Max(0, (sent.AtUtc - options.StartUtc).TotalMinutes);
                live.Description = $"Live traffic ({sender.Report.Sent:N0} sent)";
            });
            (history.Value, live.Value) = (history.MaxValue, live.MaxValue);
        });

    private async Task LingerAsync(RecordingServer recordings, CancellationToken cancellation)
    {
        Console.WriteLine($"Recordings are served at {recordings.Url} until none has been asked for in {Linger.TotalSeconds:0} seconds.");
        try
        {
            while (recordings.Idle < Linger)
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Console.WriteLine($"{recordings.Served} recordings were fetched.");
    }

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
