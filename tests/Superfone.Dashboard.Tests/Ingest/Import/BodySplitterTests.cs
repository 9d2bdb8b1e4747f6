using System.Text;
using System.Text.Json;
using Superfone.Dashboard.Ingest.Import;

namespace Superfone.Dashboard.Tests.Ingest.Import;

public sealed class BodySplitterTests
{
    private const string A = """{"event":"A","n":1.50,"s":"\u0905"}""";
    private const string B = """{ "event" : "B" }""";

    [Theory]
    [InlineData($"{A}\n{B}\n", $"1:{A}|2:{B}")]
    [InlineData($"\n  \r\n{A}\r\n\n{B}", $"3:{A}\r|5:{B}")]
    [InlineData($"\uFEFF{A}\n{B}", $"1:{A}|2:{B}")]
    [InlineData($"not json\n{A}\n{{\"event\"", "1:not json|2:" + A + "|3:{\"event\"")]
    [InlineData($"  [{A},\n {B}]\n", $"1:{A}|2:{B}")]
    [InlineData("{\n \"event\": \"A\"\n}\n{\n \"event\": \"B\"}", "1:{\n \"event\": \"A\"\n}|2:{\n \"event\": \"B\"}")]
    [InlineData(A, $"1:{A}")]
    [InlineData("", "")]
    [InlineData(" \n ", "")]
    public async Task Split_AnyForm_GivesEachBodyAsItStands(string text, string expected)
    {
        foreach (var piece in new[] { 1, 7, 4096 })
            Assert.Equal(expected, string.Join('|', await SplitAsync(text, 1000, piece)));
    }

    [Fact]
    public async Task Split_LineThatIsTooLong_IsToldAndTheNextIsRead()
    {
        var text = $"{A}\n{{\"event\":\"{new string('x', 500)}\"}}\n{B}\n";

        foreach (var piece in new[] { 1, 100, 4096 })
            Assert.Equal([$"1:{A}", "2:", $"3:{B}"], await SplitAsync(text, 100, piece));
    }

    [Fact]
    public async Task Split_ArrayThatBreaksOff_GivesWhatCameBefore()
    {
        List<string> bodies = [];
        await Assert.ThrowsAsync<JsonException>(async () =>
        {
            await foreach (var (number, body) in BodySplitter.SplitAsync(new Slow($"[{A},{B},{{\"event\"", 3), 1000, TestContext.Current.CancellationToken))
                bodies.Add($"{number}:{Encoding.UTF8.GetString(body!)}");
        });

        Assert.Equal([$"1:{A}", $"2:{B}"], bodies);
    }

    private static async Task<List<string>> SplitAsync(string text, int longest, int piece)
    {
        List<string> bodies = [];
        await foreach (var (number, body) in BodySplitter.SplitAsync(new Slow(text, piece), longest, TestContext.Current.CancellationToken))
            bodies.Add($"{number}:{(body is null ? null : Encoding.UTF8.GetString(body))}");
        return bodies;
    }

    /// <summary>A stream that gives a few bytes at a time, as a network does.</summary>
    private sealed class Slow(string text, int piece) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
