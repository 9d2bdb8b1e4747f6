using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain.Calls;
using Outcome = Superfone.Dashboard.Domain.Calls.Outcome;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class CallFoldTests
{
    private static readonly CallFold Fold = new(new PhoneBook("IN"));
    private static readonly string?[] Texts = [null, "Ravi", "Asha", "Zoë"];
    private static readonly string[] Dispositions = ["RINGING", "ACTIVE", "ANSWER", "BACKUP_ENDED", "NOANSWER", "BUSY", "TELEPORTED"];

    [Fact]
    public void Fold_InProgressAfterFinal_StaysFinal()
    {
        var call = Fold.Fold(
        [
            Payloads.Call(1, Payloads.Json("""{"cdr_disposition":"ANSWER","cdr_end":"2026-05-15T10:32:30Z"}""")),
            Payloads.Call(2, Payloads.Json("""{"cdr_disposition":"RINGING","cdr_end":"2026-05-15T10:40:00Z","staff_first_name":"Ravi"}""")),
        ]);

        Assert.Equal((Outcome.Answered, "ANSWER", "Ravi"), (call.Outcome, call.Disposition, call.StaffName));
        Assert.Equal(new DateTime(2026, 5, 15, 10, 32, 30, DateTimeKind.Utc), call.EndedUtc);
    }

    [Theory]
    [InlineData("""{"cdr_disposition":"NOANSWER","cdr_end":"2026-05-15T10:00:01Z"}""", """{"cdr_disposition":"ANSWER","cdr_end":"2026-05-15T10:00:00Z"}""")]
    [InlineData("""{"cdr_disposition":"NOANSWER","cdr_end":"2026-05-15T10:00:00Z"}""", """{"cdr_disposition":"ANSWER"}""")]
    [InlineData("""{"cdr_disposition":"ANSWER","cdr_end":"2026-05-15T10:00:00Z"}""", """{"cdr_disposition":"NOANSWER","cdr_end":"2026-05-15T10:00:00Z"}""")]
    [InlineData("""{"cdr_disposition":"ANSWER"}""", """{"cdr_disposition":"BUSY"}""")]
    public void Fold_TwoFinals_TheHigherRankedDecidesWhateverCameFirst(string higher, string lower)
    {
        var expected = (string)Payloads.Json(higher)["cdr_disposition"]!;

        Assert.Equal(expected, Fold.Fold([Payloads.Call(1, Payloads.Json(higher)), Payloads.Call(2, Payloads.Json(lower))]).Disposition);
        Assert.Equal(expected, Fold.Fold([Payloads.Call(2, Payloads.Json(higher)), Payloads.Call(1, Payloads.Json(lower))]).Disposition);
    }

    [Fact]
    public void Fold_EqualRanks_TheLaterInTheLogDecides()
    {
        var call = Fold.Fold(
        [
            Payloads.Call(2, Payloads.Json("""{"cdr_disposition":"ANSWER","cdr_duration":20}""")),
            Payloads.Call(1, Payloads.Json("""{"cdr_disposition":"ANSWER","cdr_duration":10,"cdr_ringing_duration":5}""")),
        ]);

        Assert.Equal((20, 5), (call.DurationSeconds, call.RingingSeconds));
    }

    [Fact]
    public void Fold_NoTimes_ThePlaceIsTheFirstReceipt()
    {
        var call = Fold.Fold([Payloads.Call(2, received: Payloads.Noon.AddHours(1)), Payloads.Call(1)]);

        Assert.Null(call.StartedUtc);
        Assert.Equal(Payloads.Noon, SortKey.InstantOf(call.SortKey));
    }

    [Fact]
    public void Fold_RecordingUrls_TheLatestEndCounts()
    {
        static JsonObject Url(string query) => new() { ["cdr_recording_url"] = $"https://x.amazonaws.com/a.mp3?{query}" };

        var call = Fold.Fold(
        [
            Payloads.Call(1, Url("X-Amz-Date=20260520T000000Z&X-Amz-Expires=60")),
            Payloads.Call(2, Url("X-Amz-Date=20260516T000000Z&X-Amz-Expires=60")),
            Payloads.Call(3),
        ]);

        Assert.Equal(new DateTime(2026, 5, 20, 0, 1, 0, DateTimeKind.Utc), call.RecordingExpiresUtc);
        Assert.Equal(Payloads.Noon.AddDays(7), Fold.Fold([Payloads.Call(1, Url("none"))]).RecordingExpiresUtc);
        Assert.Null(Fold.Fold([Payloads.Call(1)]).RecordingExpiresUtc);
    }

    // Log order is the last tie-breaker, so only payloads of different rank must give the same call in every order.
    [Property(MaxTest = 300)]
    public Property Fold_AnyLogOrder_GivesTheSameCall() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ArrayOf().ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (seeds, order) =>
        {
            var payloads = seeds.Select(Fields).DistinctBy(Rank).ToList();
            if (payloads.Count == 0)
                return;
            var shuffled = payloads.OrderBy(_ => 0).ToArray();
            new Random(order).Shuffle(shuffled);

            Assert.Equivalent(FoldInOrder(payloads), FoldInOrder(shuffled), strict: true);
        });

    [Property(MaxTest = 300)]
    public Property Fold_OnePayloadMore_ErasesNothing() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).NonEmptyListOf().ToArbitrary(),
        seeds =>
        {
            var before = FoldInOrder([.. seeds.SkipLast(1).Select(Fields), []]);
            var after = FoldInOrder([.. seeds.SkipLast(1).Select(Fields), [], Fields(seeds[^1])]);

            foreach (var property in typeof(Call).GetProperties().Where(property => property.Name != nameof(Call.Missed)))
                Assert.False(property.GetValue(before) is not null && property.GetValue(after) is null, $"{property.Name} was erased");
        });

    private static Call FoldInOrder(IEnumerable<JsonObject> payloads) =>
        Fold.Fold([.. payloads.Select((fields, index) => Payloads.Call(index + 1, fields, (string?)fields["event"] ?? "ALL_CALLS"))]);

    private static (bool, string?, bool) Rank(JsonObject fields)
    {
        var outcome = Outcomes.Of((string?)fields["cdr_disposition"]);
        return (outcome == Outcome.InProgress, (string?)fields["cdr_end"], outcome == Outcome.Answered);
    }

    private static JsonObject Fields(int seed)
    {
        var random = new Random(seed);
        return new JsonObject
        {
            ["event"] = random.Next(3) switch { 0 => "MISSED_CALL", 1 => "CDR_RECORDING_AVAILABLE", _ => "ALL_CALLS" },
            ["cdr_disposition"] = Dispositions[random.Next(Dispositions.Length)],
            ["cdr_end"] = random.Next(4) == 0 ? null : $"2026-05-15T10:{random.Next(10, 20)}:00Z",
            ["cdr_start"] = random.Next(2) == 0 ? null : $"2026-05-15T09:{random.Next(10, 20)}:00Z",
            ["cdr_duration"] = random.Next(2) == 0 ? null : random.Next(100),
            ["cdr_call_type"] = random.Next(3) == 0 ? null : "INBOUND",
            ["cdr_phone"] = random.Next(2) == 0 ? null : $"+91800000000{random.Next(3)}",
            ["staff_first_name"] = Texts[random.Next(4)],
            ["staff_last_name"] = Texts[random.Next(4)],
            ["contact_id"] = random.Next(3) == 0 ? null : random.Next(1, 4),
            ["cdr_uuid"] = Texts[random.Next(4)],
            ["dtmf_digits"] = random.Next(2) == 0 ? null : new JsonArray("1", random.Next(9).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ["cdr_recording_url"] = random.Next(3) > 0 ? null : $"https://x.amazonaws.com/a?X-Amz-Date=20260515T1{random.Next(10)}0000Z&X-Amz-Expires=60",
        };
    }
}
