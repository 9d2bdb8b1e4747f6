using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Exports;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Exports;

/// <summary>Measures the memory of the process, so nothing else may run meanwhile.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class LargeExportTests
{
    private const int Calls = 200_000;
    private const long MostBytes = 48 << 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_OfManyCalls_NeedsNoMoreMemoryThanOfFew(bool isWorkbook)
    {
        using var log = new LogOnDisk();
        log.Read(readModel => readModel.Database.ExecuteSql(
            $"""
            INSERT INTO Calls (CdrId, SortKey, Outcome, Missed, Disposition, Direction, PhoneKey, StartedUtc, DurationSeconds, IvrInputs, DtmfDigits)
            WITH RECURSIVE Numbers(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Numbers WHERE N < {Calls})
            SELECT N, (1778841000000 + N * 60000) << 20, 1, 0, 'ANSWER', 0, '+918000000001', 1778841000000 + N * 60000, N % 600, '[]', '[]' FROM Numbers
            """));
        var calendar = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));
        var columns = new CallExport(
            log.Calls, new RangeQuery(calendar, log.Time), new Display(calendar, LogOnDisk.Phones, log.Time, EnglishText.Text), calendar, EnglishText.Text).Columns;
        var calls = log.Calls.ReadAllAsync(Visibility.Everything, new CallFilter(), CallSort.Newest, TestContext.Current.CancellationToken);
        await using var target = new WatchedStream();

        await (isWorkbook
            ? XlsxExport.WriteAsync("Calls", "Acme", calls, columns, target, TestContext.Current.CancellationToken)
            : CsvExport.WriteAsync(calls, columns, target, TestContext.Current.CancellationToken));

        Assert.True(target.Written > Calls * 10, $"{target.Written} bytes were written");
        Assert.True(target.MostHeld < MostBytes, $"{target.MostHeld >> 20} MiB were held");
    }

    /// <summary>Discards what is written, and samples how much the memory of the process has grown.</summary>
    private sealed class WatchedStream : Stream
    {
        private const long Interval = 1 << 20;

        private readonly long _atStart = GC.GetTotalMemory(forceFullCollection: true);
        private long _next = Interval;

        public long Written { get; private set; }

        public long MostHeld { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Written += count;
            if (Written < _next)
                return;
            _next = Written + Interval;
            MostHeld = Math.Max(MostHeld, GC.GetTotalMemory(forceFullCollection: true) - _atStart);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
