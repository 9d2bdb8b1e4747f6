using System.Text.Json;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.Components.Tests.Text;

public sealed class ChangeTextTests : DisplayContext
{
    [Theory]
    [InlineData("lead_stage", """{"id":9,"title":"New lead"}""", """{"id":10,"title":"Qualified"}""", "Stage: New lead → Qualified")]
    [InlineData("lead_stage", null, """{"id":10,"title":"Qualified"}""", "Stage set to Qualified")]
    [InlineData("lead_stage", """{"id":10,"title":"Qualified"}""", "null", "Stage cleared (was Qualified)")]
    [InlineData("city", null, "\"Pune\"", "City set to Pune")]
    [InlineData("city", "\"Pune\"", "\"Pune\"", "City set to Pune")]
    [InlineData("city", null, "null", "City cleared")]
    [InlineData("labels", "[]", """[{"id":17,"title":"Hot"}]""", "Label Hot added")]
    [InlineData("labels", """[{"id":17,"title":"Hot"},{"id":1,"title":"Cold"}]""", """[{"id":17,"title":"Hot"},{"id":2,"title":"VIP"}]""", "Label VIP added, label Cold removed")]
    [InlineData("labels", """[{"title":"A"},{"title":"B"}]""", "null", "Labels A, B removed")]
    [InlineData("labels", null, """[{"title":"A"},{"title":"B"}]""", "Labels set to A, B")]
    [InlineData("phones", """[{"phone":"+918000000001"}]""", """[{"phone":"8000000001"},{"phone":"8000000002"}]""", "Number +91 80000 00002 added")]
    [InlineData("assignee_user", """{"id":678}""", """{"id":9,"title":"Ravi"}""", "Assigned to: Team member 678 → Ravi")]
    [InlineData("assignee_user", null, "678", "Assigned to Team member 678")]
    [InlineData("assignee_user", """{"id":9,"title":"Ravi"}""", "null", "No longer assigned to Ravi")]
    [InlineData("task_status", "\"PENDING\"", "\"COMPLETED\"", "Status: To do → Done")]
    [InlineData("task_type", null, "\"SITE_VISIT\"", "Type set to Site visit")]
    [InlineData("task_due_date", "\"2026-05-15T12:30:00Z\"", "\"2026-05-16T04:30:00Z\"", "Due: today 18:00 → tomorrow 10:00")]
    [InlineData("task_due_date", null, "\"some day\"", "Due set to some day")]
    [InlineData("Budget", "5", "10.5", "Budget: 5 → 10.5")]
    [InlineData("Wants demo", null, "true", "Wants demo set to Yes")]
    [InlineData("Odd", null, """{"a":[1]}""", """Odd set to {"a":[1]}""")]
    public void Change_ReadsAsPeopleSpeak(string key, string? before, string value, string expected)
    {
        var change = new TimelineItem
        {
            Kind = TimelineKind.ContactChanged,
            AtUtc = Now,
            Key = key,
            Value = JsonElement.Parse(value),
            Before = before is null ? null : JsonElement.Parse(before),
        };

        Assert.Equal(expected, Changes.Of(change));
    }

    [Theory]
    [InlineData(30, "under a minute")]
    [InlineData(42 * 60, "42 min")]
    [InlineData((3 * 3600) + 300, "3 h 05 min")]
    [InlineData(90_000, "1 day 1 h")]
    [InlineData(200_000, "2 days 7 h")]
    public void Wait_ReadsAsPeopleSpeak(long seconds, string expected) => Assert.Equal(expected, L.Wait(seconds));
}
