using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>Each documented field with each odd value: after projection, the entity exists with its other values.</summary>
public sealed class OddFieldTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(EventKind.AllCalls, "cdr_id")]
    [InlineData(EventKind.RecordingAvailable, "cdr_id")]
    [InlineData(EventKind.SummaryReady, "cdr_uuid")]
    [InlineData(EventKind.CustomerCreate, "contact_id")]
    [InlineData(EventKind.CustomerChange, "contact_id")]
    [InlineData(EventKind.TaskChange, "task_id")]
    public void Project_OddValueInAnyField_ShowsTheEntity(EventKind kind, string idField)
    {
        var sample = Payload.Sample(EventNames.Of(kind));
        var fields = DocumentedFields.Of(kind).Where(path => path != "event" && path != idField).ToList();
        Dictionary<long, (string Path, string Value)> sent = [];
        foreach (var (path, value) in fields.SelectMany(path => OddValues.All.Select(value => (path, value))))
        {
            var id = 900_000L + sent.Count;
            sent.Add(id, (path, value));
            _log.Append(JsonMutation.With(JsonMutation.With(sample, idField, kind == EventKind.SummaryReady ? $"\"{UuidOf(id)}\"" : $"{id}"), path, value));
        }

        _log.Project();

        Assert.Empty(_log.Read(readModel => readModel.DeliveryFailures.ToList()).Select(failure => failure.Error));
        Assert.NotEmpty(_log.Read(readModel => readModel.DeliveryNotes.ToList()));
        Assert.All(sent, entity => AssertIsThere(kind, entity.Key, entity.Value.Path));
        Assert.Equal(_log.Dump(), _log.DumpFromScratch());
    }

    [Theory]
    [InlineData("first_name", "[1]")]
    [InlineData("phones", "true")]
    [InlineData("labels", "{}")]
    [InlineData("lead_stage", "true")]
    [InlineData("lead_group", "[[]]")]
    [InlineData("assignee_user", "{\"id\":{}}")]
    [InlineData("city", "[]")]
    public void Project_ChangeToAValueOfAnotherKind_IsNotedAndChangesNothing(string key, string value)
    {
        _log.AppendAndProject(Payload.Contact(5), Payload.Change(5, "city", "Pune"), Payload.Change(5, "lead_stage", JsonNode.Parse("""{"id":9,"title":"New"}""")));
        var before = _log.Read(readModel => readModel.Contacts.Single());

        _log.AppendAndProject(Payload.Change(5, key, JsonNode.Parse(value)));

        var notes = Assert.Single(_log.Read(readModel => readModel.DeliveryNotes.ToList()));
        Assert.StartsWith("updated_value", Assert.Single(notes.Notes), StringComparison.Ordinal);
        Assert.Equivalent(before, _log.Read(readModel => readModel.Contacts.Single()));
    }

    [Fact]
    public void Project_CallsOfADirectionOfTheirOwn_CountAsNeitherInboundNorOutbound()
    {
        _log.AppendAndProject(
            Payload.Missed(1, _log.Now.AddMinutes(-9)),
            Payload.Call(2, _log.Now.AddMinutes(-8), "ANSWER", "INTERNAL"),
            Payload.Call(3, _log.Now.AddMinutes(-7), "NOANSWER", "INTERNAL"));

        var calls = _log.Read(readModel => readModel.Calls.OrderBy(call => call.CdrId).ToList());
        Assert.Equal([null, "INTERNAL", "INTERNAL"], calls.Select(call => call.OtherDirection));
        Assert.Equal([true, false, false], calls.Select(call => call.Missed));
        var followUp = Assert.Single(_log.Read(readModel => readModel.FollowUps.ToList()));
        Assert.Equal((FollowUpState.Open, 1, 0), (followUp.State, followUp.MissedCount, followUp.Attempts));
    }

    [Fact]
    public void Project_StartLongAfterReceipt_IsLeftOutOnAnyDay()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now.AddDays(400)), Payload.Call(2, _log.Now.AddHours(23)));

        _log.Time.Advance(TimeSpan.FromDays(500));

        Assert.Equal(_log.Dump(), _log.DumpFromScratch());
        Assert.Equal([null, _log.Now.AddDays(-500).AddHours(23)], _log.Read(readModel => readModel.Calls.OrderBy(call => call.CdrId).Select(call => call.StartedUtc).ToList()));
    }

    private void AssertIsThere(EventKind kind, long id, string path)
    {
        using var readModel = _log.ReadModel.CreateDbContext();
        switch (kind)
        {
            case EventKind.SummaryReady:
                var summary = readModel.Summaries.Single(row => row.CdrUuid == UuidOf(id));
                Assert.True(path.StartsWith("summary", StringComparison.Ordinal) || summary.Insights.Count == 2, path);
                Assert.True(path.StartsWith("transcription", StringComparison.Ordinal) || summary.Transcript.Count == 2, path);
                break;
            case EventKind.CustomerCreate or EventKind.CustomerChange:
                var contact = readModel.Contacts.Single(row => row.ContactId == id);
                Assert.True(path is "contact_first_name" || contact.FirstName == "Asha", path);
                Assert.True(path.StartsWith("contact_phones", StringComparison.Ordinal) || contact.Phones.Count == 1, path);
                break;
            case EventKind.TaskChange:
                Assert.True(path is "task_type" || readModel.Tasks.Single(row => row.TaskId == id).Type == "REMINDER", path);
                break;
            default:
                var call = readModel.Calls.Single(row => row.CdrId == id);
                Assert.True(path is "cdr_disposition" || call.Outcome == Outcome.Answered, path);
                Assert.True(path is "cdr_start" || call.StartedUtc is not null, path);
                Assert.True(path is "cdr_duration" || call.DurationSeconds == 142, path);
                break;
        }
    }

    private static string UuidOf(long id) => $"dddddddd-0000-4000-8000-{id:d12}";
}
