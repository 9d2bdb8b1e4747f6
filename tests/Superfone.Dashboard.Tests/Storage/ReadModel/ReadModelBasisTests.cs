using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Storage.ReadModel;

/// <summary>A read model keeps the time zone that it was computed for until another one has replaced it.</summary>
public sealed class ReadModelBasisTests : IDisposable
{
    private readonly LogOnDisk _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-basis-").FullName;
    private readonly ReadModelFile _file;
    private string _zone = "Asia/Kolkata";

    public ReadModelBasisTests()
    {
        _file = new(
            new DataDirectory(Options.Create(new DataOptions { Directory = _folder })),
            () => new DisplayOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(_zone), PhoneRegion = "IN" });
        _log.Append(Payload.Missed(1, _log.Now));
        _file.Open(_log.Log.Stamp);
    }

    public void Dispose()
    {
        _log.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Zone_SetAnewDuringARebuild_IsThatOfTheReadModelThatIsSwappedIn()
    {
        using var rebuild = NewRebuild();
        _zone = "Europe/London";
        rebuild.Begin(_log.Log.Stamp);
        _zone = "Europe/Paris";
        rebuild.Begin(_log.Log.Stamp);
        Assert.StartsWith("Asia/Kolkata", _file.Basis.Stamp, StringComparison.Ordinal);

        while (!rebuild.ProjectBatch(256))
            SpinWait.SpinUntil(() => rebuild.HasWork);
        using var shown = rebuild.Swap(_log.Log.Stamp);

        Assert.StartsWith("Europe/Paris", _file.Basis.Stamp, StringComparison.Ordinal);
        Assert.Equal(_file.Basis.Stamp, shown!.Checkpoint.MadeFor);
    }

    [Fact]
    public void Zone_SetBackDuringARebuild_EndsIt()
    {
        using var rebuild = NewRebuild();
        using var shown = new CurrentReadModel(_file, _log.Log, LogOnDisk.NewProjector, TimeProvider.System, _log.Faults);
        shown.ProjectBatch(256);
        _zone = "Europe/London";
        Assert.True(shown.IsOutdated(_log.Log.Stamp));
        rebuild.Begin(_log.Log.Stamp);

        _zone = "Asia/Kolkata";

        Assert.False(shown.IsOutdated(_log.Log.Stamp));
        rebuild.Cancel();
        Assert.False(rebuild.IsRunning);
        Assert.Single(Directory.GetFiles(_folder, "views*.db"));
    }

    private Rebuild NewRebuild() => new(_file, _log.EventLog, _log.Log, LogOnDisk.NewProjector, TimeProvider.System, _log.Faults, NullLogger.Instance);
}
