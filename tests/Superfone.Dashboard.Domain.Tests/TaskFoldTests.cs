using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Tasks;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class TaskFoldTests
{
    private static readonly TaskFold Fold = new(new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata")));

    private readonly TaskItem _task = new() { TaskId = 4567 };
    private DateTime _now = Payloads.Noon;

    [Fact]
    public void Apply_AbsentField_KeepsItsValueAndNullClearsIt()
    {
        Apply("TASK_CREATE", """{"task_type":"REMINDER","task_status":"PENDING","contact_id":7}""");
        Apply("TASK_NOTIFY_TIME", """{"task_type":null}""");

        Assert.Equal((null, "PENDING", 7L), (_task.Type, _task.Status, _task.ContactId));
    }

    [Theory]
    [InlineData("""{"updated_key":"task_status","updated_value":"COMPLETED"}""", "COMPLETED")]
    [InlineData("""{"updated_key":"task_status","updated_value":"COMPLETED","task_status":"CANCELLED"}""", "CANCELLED")]
    [InlineData("""{"updated_key":"task_status","updated_value":"COMPLETED","task_status":null}""", null)]
    [InlineData("""{"updated_key":"task_status","updated_value":{"id":3,"title":"COMPLETED"}}""", "COMPLETED")]
    [InlineData("""{"updated_key":"task_status","updated_value":{}}""", "PENDING")]
    [InlineData("""{"updated_key":"task_status","updated_value":["odd"]}""", "PENDING")]
    [InlineData("""{"updated_key":"task_status","updated_value":null}""", null)]
    [InlineData("""{"updated_key":"task_status"}""", "PENDING")]
    [InlineData("""{"updated_key":"task_type","updated_value":"FIRST_CALL"}""", "PENDING")]
    public void Apply_ChangedStatus_FollowsItsFieldElseTheUpdatedValue(string change, string? expected)
    {
        Apply("TASK_CREATE", """{"task_status":"PENDING"}""");
        Apply("TASK_CHANGE", change);
        Assert.Equal(expected, _task.Status);
    }

    [Fact]
    public void Apply_DueTimeWithoutADueDate_IsItsReceipt()
    {
        Apply("TASK_DUE_TIME", "{}");
        var first = _now;
        Apply("TASK_DUE_TIME", "{}");
        Assert.Equal(first, _task.DueUtc);
    }

    [Theory]
    [InlineData("\"2026-05-20T10:00:00+05:30\"", "2026-05-20T04:30:00.0000000Z")]
    [InlineData("1779251400000", "2026-05-20T04:30:00.0000000Z")]
    [InlineData("\"2026-05-20\"", "2026-05-20T18:29:59.0000000Z")]
    [InlineData("\"20/05/2026\"", "2026-05-20T18:29:59.0000000Z")]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"tomorrow\"", "2026-05-16T00:00:00.0000000Z")]
    [InlineData("{}", "2026-05-16T00:00:00.0000000Z")]
    public void Apply_ChangedDueDate_IsTheUpdatedValue(string value, string? expected)
    {
        Apply("TASK_CHANGE", """{"updated_key":"task_due_date","updated_value":"2026-05-16T00:00:00Z"}""");
        Apply("TASK_CHANGE", $$"""{"updated_key":"task_due_date","updated_value":{{value}}}""");
        Assert.Equal(expected, _task.DueUtc?.ToString("O"));
    }

    [Fact]
    public void Apply_DueDateKnown_DueTimeLeavesIt()
    {
        Apply("TASK_CHANGE", """{"updated_key":"task_due_date","updated_value":"2026-05-16T00:00:00Z"}""");
        Apply("TASK_DUE_TIME", "{}");
        Assert.Equal(new DateTime(2026, 5, 16, 0, 0, 0, DateTimeKind.Utc), _task.DueUtc);
    }

    [Fact]
    public void Apply_EventThatChangesNothing_LeavesTheTimeOfTheLastChange()
    {
        Apply("TASK_CREATE", """{"task_status":"PENDING"}""");
        var created = _now;
        Apply("TASK_NOTIFY_TIME", """{"task_status":"PENDING"}""");
        Assert.Equal((created, created), (_task.CreatedUtc, _task.LastChangedUtc));
        Apply("TASK_NOTIFY_TIME", """{"task_status":"COMPLETED"}""");
        Assert.Equal((created, _now), (_task.CreatedUtc, _task.LastChangedUtc));
    }

    [Theory]
    [InlineData("PENDING", 1, true)]
    [InlineData("PENDING", 0, false)]
    [InlineData("IN_PROGRESS", 1, true)]
    [InlineData(null, 1, true)]
    [InlineData("COMPLETED", 1, false)]
    public void IsOverdue_StatusAndDueTime_DecideTogether(string? status, int secondsAfter, bool expected)
    {
        Apply("TASK_CREATE", "{}");
        Apply("TASK_CHANGE", new JsonObject { ["updated_key"] = "task_due_date", ["updated_value"] = Payloads.Noon, ["task_status"] = status });

        Assert.Equal(expected, _task.IsOverdue(Payloads.Noon.AddSeconds(secondsAfter)));
        Assert.False(new TaskItem { TaskId = 1 }.IsOverdue(Payloads.Noon));
    }

    [Theory]
    [InlineData("COMPLETED", true)]
    [InlineData("completed", true)]
    [InlineData(" Complete ", true)]
    [InlineData("Done", true)]
    [InlineData("CLOSED", true)]
    [InlineData("Cancelled", true)]
    [InlineData("CANCELED", true)]
    [InlineData("PENDING", false)]
    [InlineData("REOPENED", false)]
    [InlineData("NOT_COMPLETED", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Apply_Status_DecidesWhetherItIsDone(string? status, bool isDone)
    {
        Apply("TASK_CREATE", new JsonObject { ["task_status"] = status });
        Assert.Equal((status, isDone), (_task.Status, _task.IsDone));
    }

    private void Apply(string name, JsonObject fields) => Fold.Apply(_task, Payloads.Task(name, fields), _now = _now.AddMinutes(1));

    private void Apply(string name, string fields) => Apply(name, Payloads.Json(fields));
}
