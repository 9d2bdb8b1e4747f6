using System.Text.Json.Nodes;
using Superfone.Dashboard.Browser.Tests.Player;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>One dashboard for all walks of a class, with a call that has a recording, a summary and a transcript, two missed callers, and a task.</summary>
public sealed class WalkedDashboard : IAsyncLifetime
{
    /// <summary>The call of Asha Kumar.</summary>
    public const long AshasCall = 9876543;

    private const string Uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    private RunningDashboard? _dashboard;

    /// <summary>The dashboard.</summary>
    internal RunningDashboard Dashboard => _dashboard!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await _dashboard.PostAsync(
            Payload.Sample("CDR_RECORDING_AVAILABLE").With(call => (call["cdr_id"], call["cdr_recording_url"]) = (AshasCall, $"https://recordings.s3.amazonaws.com/{Uuid}.mp3")),
            Payload.Sample("CDR_SUMMARY_READY").With("transcription", new JsonArray(new JsonObject { ["speaker"] = "agent", ["text"] = "Hello, this is Ravi.", ["start"] = 0, ["end"] = 4 })),
            Payload.Sample("CUSTOMER_CREATE"), People.Missed(1), People.Missed(2, "2026-05-15T10:10:00.000Z", "+917000022222"), People.Task(8));
        await _dashboard.StoreAsync(AshasCall, 142);
        await _dashboard.WaitUntilProjectedAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _dashboard?.DisposeAsync() ?? ValueTask.CompletedTask;
}
