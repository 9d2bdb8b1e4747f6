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
public sealed class SampleData(
    DeliveryLog log, SampleLog samples, SampleRecordings recordings, PrimaryWriter writer, RebuildRequests rebuilds,
    ProjectionProgress progress, SettingStore settings, INodeMessages nodes, TimeProvider time) : IDisposable
{
    private const int Seed = 20;
    private const int MostAtOnce = 256;

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Known? _known;

    /// <summary>Raised when <see cref="State"/> changes, on any thread.</summary>
    public event Action? Changed;

    /// <summary>The state of the sample data.</summary>
    public SampleState State
    {
        get => (_known ??= new Known(settings.Find(SettingStore.SampleData) is null ? SampleState.None : SampleState.Shown)).State;
        private set
        {
            _known = new Known(value);
            Changed?.Invoke();
        }
    }

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
            State = SampleState.Adding;

            // Stored first, so that the sample data can be removed even if the application is killed from here on.
            await writer.RunAsync(samples.Begin);
            var events = await Task.Run(() => recordings.StoreAsync(Simulate()));
            foreach (var part in events.Chunk(MostAtOnce))
            {
                // Each event is in the log's queue when its call returns, so that their order is kept.
                var receipts = await Task.WhenAll(part.Select(simulated => log.AppendAsync(EventWriter.Write(simulated.Event), CancellationToken.None)));
                if (receipts.FirstOrDefault(receipt => receipt.Status is null) is { } failed)
                    throw new InvalidOperationException($"The sample data could not be kept: {failed.Reason}.");
                await recordings.AnnouncedAsync(part, receipts);
            }
        }
        finally
        {
            ReadAgain();
            nodes.Send(NodeTopic.Samples);
            _turn.Release();
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
            State = SampleState.Removing;
            var epoch = await writer.RunAsync(samples.Remove);
            recordings.Delete();
            await rebuilds.AddAsync();
            await progress.WaitAsync(position => position.LogEpoch >= epoch, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            ReadAgain();
            nodes.Send(NodeTopic.Samples);
            _turn.Release();
        }
    }

    /// <summary>Reads the state again, because another node has changed it.</summary>
    internal void ReadAgain()
    {
        _known = null;
        Changed?.Invoke();
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

    // A reference, because pages read it on any thread and a nullable enum is not written atomically.
    private sealed record Known(SampleState State);
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
