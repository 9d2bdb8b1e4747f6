using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks.Ingest.PostgreSql;

/// <summary>The log's writer in a loop: batches of a fixed size, one after another. Making the deliveries is not counted.</summary>
internal sealed class BareAppends(BenchmarkHost host) : IDisposable
{
    private readonly IEventLogWriter _writer = host.Services.GetRequiredService<IEventLog>().OpenWriter(TimeSpan.FromMinutes(15));

    /// <summary>Appends until a time is over.</summary>
    /// <param name="batchSize">Deliveries in each transaction.</param>
    /// <param name="duration">How long.</param>
    public LoadResult Run(int batchSize, TimeSpan duration)
    {
        List<long> times = [];
        var elapsed = TimeSpan.Zero;
        while (elapsed < duration)
        {
            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            var batch = Enumerable.Range(0, batchSize).Select(_ => CallBody.Create(Load.NextNumber()))
                .Select(body => new PendingDelivery(ReceivedBody.Plain(body), EventClassifier.Classify(body), now)).ToList();
            var started = Stopwatch.GetTimestamp();
            _writer.Append(batch);
            var time = Stopwatch.GetElapsedTime(started);
            times.Add(time.Ticks);
            elapsed += time;
        }

        times.Sort();
        return new LoadResult((long)times.Count * batchSize, elapsed, TimeSpan.FromTicks(times[(int)(times.Count * 0.99)]).TotalMilliseconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
