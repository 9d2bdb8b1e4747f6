using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.Live;

/// <summary>
/// How busy the processors are: by all programs of the machine where Linux tells it, and by this program within the processors that it may use,
/// which may be fewer than the machine has. The larger of both counts. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ProcessorLoad(TimeProvider time)
{
    private const string Source = "/proc/stat";

    // The fields of Linux count in steps of 10 ms.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private Sample _last = Sample.Take(time);
    private double _share;

    /// <summary>The share of time in which the processors worked, from 0 to 1, over the last quarter of a second or longer.</summary>
    public double ReadShare()
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_last.Timestamp) < Period)
                return _share;
            var now = Sample.Take(time);
            var own = (now.Own - _last.Own) / (time.GetElapsedTime(_last.Timestamp, now.Timestamp) * Environment.ProcessorCount);
            var machine = now.Total > _last.Total ? 1 - ((double)(now.Idle - _last.Idle) / (now.Total - _last.Total)) : 0;
            _last = now;
            return _share = Math.Clamp(Math.Max(own, machine), 0, 1);
        }
    }

    /// <param name="Timestamp">When it was taken.</param>
    /// <param name="Own">The processor time of this program.</param>
    /// <param name="Total">The time of all processors of the machine, in the unit of Linux; 0 where it is not told.</param>
    /// <param name="Idle">How much of it they were idle.</param>
    private readonly record struct Sample(long Timestamp, TimeSpan Own, long Total, long Idle)
    {
        public static Sample Take(TimeProvider time)
        {
            var fields = Read();
            return new Sample(time.GetTimestamp(), Environment.CpuUsage.TotalTime, fields.Sum(), fields is [_, _, _, var idle, var waiting, ..] ? idle + waiting : 0);
        }

        // "cpu  user nice system idle iowait irq softirq steal guest guest_nice"; the last two are part of the first.
        private static long[] Read()
        {
            if (!OperatingSystem.IsLinux())
                return [];
            try
            {
                using var file = File.OpenHandle(Source);
                Span<byte> start = stackalloc byte[256];
                var line = Encoding.ASCII.GetString(start[..RandomAccess.Read(file, start, 0)]).Split('\n')[0];
                return [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
            {
                return []; // A sandbox may hide it.
            }
        }
    }
}
