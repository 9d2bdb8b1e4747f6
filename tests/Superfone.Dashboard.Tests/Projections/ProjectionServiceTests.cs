using Microsoft.Extensions.Logging.Abstractions;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class ProjectionServiceTests : IDisposable
{
    private readonly LogOnDisk _log = new();
    private readonly ChangeFeed _feed = new();
    private readonly PrimaryWriter _writer = new();
    private readonly ProjectionService _service;

    public ProjectionServiceTests()
    {
        var progress = new ProjectionProgress(TimeProvider.System);
        _service = new(
            _log.EventLog, _log.ReadModel, progress, _feed, _log.Faults,
            new ProjectionMetrics(LogOnDisk.Meters, progress), new DeliveryTraces(TimeProvider.System), NullLogger<ProjectionService>.Instance);
    }

    public void Dispose()
    {
        _service.Dispose();
        _writer.Dispose();
        _feed.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Start_LogWasExchangedForAnOlderOne_ShowsWhatThatOneSays()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now), Payload.Call(2, _log.Now));
        _log.StopProjecting();
        using (var primary = _log.Primary.OpenWriter())
        using (var command = primary.CreateCommand())
        {
            command.CommandText = "DELETE FROM Deliveries WHERE Id = 2";
            command.ExecuteNonQuery();
        }

        await _service.StartAsync(TestContext.Current.CancellationToken);
        await TakeUntil(new Change(ChangeKind.Call, 1));

        Assert.Equal([1L], _log.Read(readModel => readModel.Calls.Select(call => call.CdrId).ToList()));
    }

    [Fact]
    public async Task Rebuild_WhileDeliveriesComeIn_ShowsTheSameViewsAnew()
    {
        _log.Append(Enumerable.Range(1, 600).Select(id => (string)Payload.Call(id, _log.Now)));
        await _service.StartAsync(TestContext.Current.CancellationToken);
        await RebuildAsync();
        for (var id = 601; id <= 700; id++)
        {
            _log.Append(Payload.Call(id, _log.Now));
            _log.EventLog.Notify();
        }

        await TakeUntil(new Change(ChangeKind.Everything, 0));
        if (_service.Status.ProjectedDeliveryId < 700)
            await TakeUntil(new Change(ChangeKind.Call, 700));

        Assert.Equal((false, null), (_service.Status.IsRebuilding, _service.Status.Error));
        Assert.Equal(1, _log.Read(readModel => readModel.Checkpoints.Single().RebuildNumber));
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    private async Task TakeUntil(Change change)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        while (!(await _feed.TakeAsync(timeout.Token)).Contains(change))
        {
        }
    }

    private Task RebuildAsync() => new RebuildRequests(new SettingStore(_log.Primary, _writer), _log.EventLog).AddAsync();
}
