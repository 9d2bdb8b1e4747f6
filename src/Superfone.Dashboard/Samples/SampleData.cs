using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Samples;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Dashboard.Samples;

/// <summary>
/// A few days of an invented business to explore. It is appended to the ordinary log, under <see cref="SampleAccount"/>, and can be removed
/// from it without a trace.
/// </summary>
public sealed class SampleData : IDisposable
{
    private const int Seed = 20;
    private const int MostAtOnce = 256;

    private readonly DeliveryLog _log;
    private readonly SampleLog _samples;
    private readonly SampleRecordings _recordings;
    private readonly PrimaryWriter _writer;
    private readonly RebuildRequests _rebuilds;
    private readonly ProjectionProgress _progress;
    private readonly SettingStore _settings;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);

    // Asked for by every page.
    private readonly NodeCache<string, SampleState> _stored;
    private volatile Change? _running;

    /// <summary>Creates it; the sample data may also be added or removed on another node.</summary>
    public SampleData(
        DeliveryLog log, SampleLog samples, SampleRecordings recordings, PrimaryWriter writer, RebuildRequests rebuilds,
        ProjectionProgress progress, SettingStore settings, INodeMessages nodes, TimeProvider time)
    {
        (_log, _samples, _recordings, _writer, _rebuilds, _progress, _settings, _time) = (log, samples, recordings, writer, rebuilds, progress, settings, time);
        _stored = new(nodes, NodeTopic.Samples, () => Changed?.Invoke());
    }

    /// <summary>Raised when <see cref="State"/> changes, on any thread.</summary>
    public event Action? Changed;

    /// <summary>The state of the sample data.</summary>
    public SampleState State => _running?.State
        ?? _stored.Find(SettingStore.SampleData, () => _settings.Find(SettingStore.SampleData) is null ? SampleState.None : SampleState.Shown);

    /// <summary>Adds the sample data unless it exists. It appears as it is projected.</summary>
    /// <param name="by">Who asks.</param>
    /// <exception cref="InvalidOperationException">Not all of it was stored; what was stored can be removed.</exception>
    public async Task AddAsync(Actor by)
    {
        by.Require(Permission.ManageSettings);
        await _turn.WaitAsync();
        try
        {
            if (State != SampleState.None)
                return;
            Begin(SampleState.Adding);

            // Stored first, so that the sample data can be removed even if the application is killed from here on.
            await _writer.RunAsync(_samples.Begin);
            var events = await Task.Run(() => _recordings.StoreAsync(Simulate()));
            foreach (var part in events.Chunk(MostAtOnce))
            {
                // Each event is in the log's queue when its call returns, so that their order is kept.
                var receipts = await Task.WhenAll(part.Select(simulated => _log.AppendAsync(EventWriter.Write(simulated.Event), CancellationToken.None)));
                if (receipts.FirstOrDefault(receipt => receipt.Status is null) is { } failed)
                    throw new InvalidOperationException($"The sample data could not be kept: {failed.Reason}.");
                await _recordings.AnnouncedAsync(part, receipts);
            }
        }
        finally
        {
            End();
        }
    }

    /// <summary>Removes the sample data and the decisions about it. The task ends when the read model no longer shows them.</summary>
    /// <param name="by">Who asks.</param>
    public async Task RemoveAsync(Actor by)
    {
        by.Require(Permission.ManageSettings);
        await _turn.WaitAsync();
        try
        {
            if (State != SampleState.Shown)
                return;
            Begin(SampleState.Removing);
            var epoch = await _writer.RunAsync(_samples.Remove);
            _recordings.Delete();
            await _rebuilds.AddAsync();
            await _progress.WaitAsync(position => position.LogEpoch >= epoch, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Deletes the files that are still here if the sample data was removed, by this process or on another node.</summary>
    /// <exception cref="IOException">They cannot be deleted.</exception>
    internal async Task DeleteRemovedAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (State == SampleState.None)
                _recordings.Delete();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stored.Dispose();
        _turn.Dispose();
    }

    private void Begin(SampleState state)
    {
        _running = new Change(state);
        Changed?.Invoke();
    }

    private void End()
    {
        _stored.Change();
        _running = null;
        _turn.Release();
        Changed?.Invoke();
    }

    private IEnumerable<SimulatedEvent> Simulate() => Traffic.Of(new SimulationOptions
    {
        Seed = Seed,
        StartUtc = _time.GetUtcNow().UtcDateTime,
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

    // A reference, because pages read it on any thread and a nullable enum is not written atomically.
    private sealed record Change(SampleState State);
}

/// <summary>The state of the sample data.</summary>
public enum SampleState
{
    /// <summary>There is no sample data.</summary>
    None,

    /// <summary>It is being added.</summary>
    Adding,

    /// <summary>All or part of it exists.</summary>
    Shown,

    /// <summary>It is being removed.</summary>
    Removing,
}
