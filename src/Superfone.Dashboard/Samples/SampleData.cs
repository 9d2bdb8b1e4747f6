using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Dashboard.Samples;

/// <summary>
/// A few days of a made-up business to look around in. It goes through the ordinary log, under <see cref="SampleAccount"/>, and is
/// taken out of it again without a trace.
/// </summary>
public sealed class SampleData(
    DeliveryLog log, SampleLog samples, SampleRecordings recordings, PrimaryWriter writer, RebuildRequests rebuilds,
    ProjectionProgress progress, SettingStore settings, TimeProvider time) : IDisposable
{
    private const int Seed = 20;
    private const int MostAtOnce = 256;

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Known? _known;

    /// <summary>Raised when <see cref="State"/> changes, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Whether there is sample data.</summary>
    public SampleState State
    {
        get => (_known ??= new Known(settings.Find(SettingStore.SampleData) is null ? SampleState.None : SampleState.Shown)).State;
        private set
        {
            _known = new Known(value);
            Changed?.Invoke();
        }
    }

    /// <summary>Adds it, unless it is there. What people see follows as it is folded in.</summary>
    /// <exception cref="InvalidOperationException">Storage did not take all of it; what it took can be removed.</exception>
    public async Task AddAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (State != SampleState.None)
                return;
            State = SampleState.Adding;

            // Kept first: should the application be killed now, what is in the log by then can still be removed.
            await writer.RunAsync(samples.Begin);
            var events = await Task.Run(() => recordings.Store(Simulate()));
            foreach (var part in events.Chunk(MostAtOnce))
            {
                // Each is in the log's queue, in order, when the call returns.
                var receipts = await Task.WhenAll(part.Select(simulated => log.AppendAsync(EventWriter.Write(simulated.Event), CancellationToken.None)));
                if (receipts.FirstOrDefault(receipt => receipt.Status is null) is { } failed)
                    throw new InvalidOperationException($"The sample data could not be kept: {failed.Reason}.");
                recordings.Announced(part, receipts);
            }
        }
        finally
        {
            _known = null;
            Changed?.Invoke();
            _turn.Release();
        }
    }

    /// <summary>Removes it, with all that people decided about it, and returns when nobody sees it any more.</summary>
    public async Task RemoveAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (State != SampleState.Shown)
                return;
            State = SampleState.Removing;
            var epoch = await writer.RunAsync(samples.Remove);
            recordings.Delete();
            await rebuilds.AddAsync();
            await progress.WaitAsync(position => position.LogEpoch >= epoch, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            _known = null;
            Changed?.Invoke();
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private IEnumerable<SimulatedEvent> Simulate() => Traffic.Of(new SimulationOptions
    {
        Seed = Seed,
        StartUtc = time.GetUtcNow().UtcDateTime,
        History = TimeSpan.FromDays(3),
        Live = TimeSpan.Zero,
        CallsPerDay = 45,
        OrganizationName = SampleAccount.Name,
        Numbers = [SampleAccount.Number],
        CustomerPrefix = $"{SampleAccount.PhonePrefix}0",
        StaffPrefix = $"{SampleAccount.PhonePrefix}2000",
        FirstId = SampleAccount.FirstId,
        UuidPrefix = SampleAccount.UuidPrefix,
        Recordings = SampleRecordings.Server,
        NamesUuids = true,
    });

    // Read by pages on any thread: a reference, for an enum that may be absent takes more than a word.
    private sealed record Known(SampleState State);
}

/// <summary>Whether there is sample data.</summary>
public enum SampleState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is being added.</summary>
    Adding,

    /// <summary>There is, or there is part of it.</summary>
    Shown,

    /// <summary>It is being removed.</summary>
    Removing,
}
