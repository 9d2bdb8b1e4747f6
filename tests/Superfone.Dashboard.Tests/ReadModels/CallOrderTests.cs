using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class CallOrderTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public CallOrderTests() => _log.AppendAndProject(
        Call(1, talked: 10, rang: 5), Call(2, talked: 30, rang: 1), Call(3, talked: 30, rang: 9), Call(4, talked: 20, rang: 9), Call(5, talked: 0, rang: 2));

    [Theory]
    [InlineData(CallSort.Newest, "5 4 3 2 1")]
    [InlineData(CallSort.Oldest, "1 2 3 4 5")]
    [InlineData(CallSort.LongestTalk, "3 2 4 1 5")]
    [InlineData(CallSort.LongestRinging, "4 3 1 5 2")]
    public async Task List_InAnOrder_IsTheSameReadInParts(CallSort sort, string expected)
    {
        var queries = _log.Calls;
        List<long> ids = [];
        string? cursor = null;
        do
        {
            var page = await queries.ListAsync(Visibility.Everything, new CallFilter(), sort, cursor, 2, TestContext.Current.CancellationToken);
            ids.AddRange(page.Items.Select(call => call.CdrId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(expected, string.Join(' ', ids));
    }

    [Theory]
    [InlineData(null, 10, 5)]
    [InlineData(null, 3, 4)]
    [InlineData("ravi", 10, 5)]
    [InlineData("ravi", 3, 4)]
    [InlineData("nobody", 10, 0)]
    public async Task Count_StopsSoonAfterTheMostThatIsAskedFor(string? text, int most, int expected) => Assert.Equal(
        expected,
        await _log.Calls.CountAsync(Visibility.Everything, new CallFilter { Q = text }, most, TestContext.Current.CancellationToken));

    public void Dispose() => _log.Dispose();

    private static string Call(long cdrId, int talked, int rang) => Payload.AnsweredCall(cdrId, $"2026-05-15T10:3{cdrId}:00Z").With(call =>
    {
        call["cdr_duration"] = talked;
        call["cdr_ringing_duration"] = rang;
    });
}
