using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class AgentQueriesTests : IDisposable
{
    private static readonly AgentChoice Ravi = new("+919876543210", "Ravi Patel");

    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Agent_ByNumberInAnyForm_IsNamedAsInTheirLatestCall()
    {
        _log.AppendAndProject(Handled(1, _log.Now.AddDays(-2), last: "Pathel"), Handled(2, _log.Now.AddDays(-1)));

        Assert.Equal(Ravi, await Agents.FindAsync(Visibility.Everything, "098765 43210", TestContext.Current.CancellationToken));
        Assert.Null(await Agents.FindAsync(Visibility.Everything, "+919876500000", TestContext.Current.CancellationToken));
        Assert.Null(await Agents.FindAsync(Visibility.Everything, " ", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Tasks_OfATeamMemberOfTheAgentsName_AreTheirsWhomeverTheyTalkedWith()
    {
        _log.AppendAndProject(
            Payload.Contact(7).With("contact_assignee_user_id", 678),
            Payload.Change(7, "assignee_user", new JsonObject { ["id"] = 678, ["title"] = "ravi patel" }),
            Payload.Contact(8, "+918000000002"),
            Handled(1, _log.Now.AddHours(-1), phone: "+918000000002"),
            Task(1, 7), Task(2, 7), Task(3, 7), Task(4, 8), Task(5, 7), Task(6, 7),
            Payload.TaskChange(1, "task_due_date", Payload.Iso(_log.Now.AddHours(-1))),
            Payload.TaskChange(2, "task_due_date", Payload.Iso(_log.Now.AddHours(1))),
            Payload.TaskChange(5, "task_status", "COMPLETED"));
        _log.Time.Advance(TimeSpan.FromDays(1));
        _log.AppendAndProject(Payload.TaskChange(6, "task_status", "COMPLETED"));

        var tasks = await TasksAsync(_log.Now.AddDays(-2), _log.Now.AddHours(-1));

        Assert.Equal((678L, 3, 2, 1), (tasks.AssigneeUserId!.Value, tasks.Open, tasks.Overdue, tasks.Done));
        Assert.Equal([1, 2, 3], tasks.Next.Select(task => task.TaskId));
    }

    [Theory]
    [InlineData("Ravi Pathel", null)]
    [InlineData("Ravi Patel", "Ravi Patel")]
    public async Task Tasks_WhereNoNameTiesTheAgent_AreThoseOfTheContactsTheyTalkedWith(string assigned, string? alsoAssigned)
    {
        _log.AppendAndProject(
            Payload.Contact(7), Payload.Change(7, "assignee_user", new JsonObject { ["id"] = 678, ["title"] = assigned }),
            Payload.Contact(8, "+918000000002"), Payload.Change(8, "assignee_user", new JsonObject { ["id"] = 679, ["title"] = alsoAssigned }),
            Payload.Contact(9, "+918000000003"),
            Handled(1, _log.Now.AddHours(-1), phone: "+918000000002"),
            Handled(2, _log.Now.AddHours(-1), "NOANSWER", "+918000000003"),
            Handled(3, _log.Now.AddDays(-9)),
            Task(1, 7), Task(2, 8), Task(3, 9));

        var tasks = await TasksAsync(_log.Now.AddDays(-7), _log.Now.AddDays(1));

        Assert.Equal((null, 1), (tasks.AssigneeUserId, tasks.Open));
        Assert.Equal([2], tasks.Next.Select(task => task.TaskId));
    }

    [Fact]
    public async Task Tasks_WhereTwoAgentsBearTheName_AreThoseOfTheContactsTheyTalkedWith()
    {
        _log.AppendAndProject(
            Payload.Contact(7), Payload.Change(7, "assignee_user", new JsonObject { ["id"] = 678, ["title"] = "Ravi Patel" }),
            Handled(1, _log.Now.AddHours(-1), phone: "+918000000002"),
            Handled(2, _log.Now.AddHours(-1), agent: "+919876500000"),
            Task(1, 7));

        var tasks = await TasksAsync(_log.Now.AddDays(-7), _log.Now.AddDays(1));

        Assert.Equal((null, 0), (tasks.AssigneeUserId, tasks.Open));
    }

    private AgentQueries Agents => new(_log.ReadModel, new CallChoiceQueries(_log.ReadModel), LogOnDisk.Phones, _log.Time);

    private Task<AgentTasks> TasksAsync(DateTime from, DateTime to) => Agents.TasksAsync(Visibility.Everything, Ravi, from, to, TestContext.Current.CancellationToken);

    private static string Task(long taskId, long contactId) => Payload.Task(taskId).With("contact_id", contactId);

    private static string Handled(
        long cdrId, DateTime start, string disposition = "ANSWER", string phone = Payload.Phone, string agent = "+919876543210", string last = "Patel") =>
        Payload.Call(cdrId, start, disposition).With(new JsonObject
        {
            ["cdr_phone"] = phone,
            ["staff_first_name"] = "Ravi",
            ["staff_last_name"] = last,
            ["staff_phone"] = agent,
        });
}
