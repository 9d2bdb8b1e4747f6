using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

public sealed class TaskFilterProperties
{
    [Property(MaxTest = 30)]
    public void List_WhateverTheFilter_HasTheTasksThatPassEveryCondition(DoNotSize<int>[] steps, int[] filters)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        foreach (var step in steps)
        {
            traffic.Step(step.Item);
            log.Append(Task(new Random(step.Item), log.Now));
        }

        log.Project();
        var all = List(new TaskFilter());
        foreach (var seed in filters)
        {
            var filter = RandomFilters.Task(new Random(seed));
            Assert.Equal(all.Where(task => Passes(task, filter)).Select(task => task.TaskId), List(filter).Select(task => task.TaskId));
        }

        IReadOnlyList<TaskListItem> List(TaskFilter filter) => log.Tasks.ListAsync(Visibility.Everything, filter, limit: 1000).GetAwaiter().GetResult().Items;
    }

    private static string[] Task(Random random, DateTime now)
    {
        var taskId = random.Next(1, 20);
        var task = Payload.Task(taskId).With(new JsonObject
        {
            ["contact_id"] = random.Next(1, 4),
            ["contact_assignee_user_id"] = random.Next(2),
            ["task_type"] = random.Next(2) == 0 ? "REMINDER" : "FIRST_CALL",
            ["task_status"] = random.Next(2) == 0 ? "PENDING" : "Completed",
        });
        return [task, Payload.TaskChange(taskId, "task_due_date", Payload.Iso(now.AddDays(random.Next(-3, 4))))];
    }

    private static bool Passes(TaskListItem task, TaskFilter filter) =>
        (filter.Status is not { } status || status.Equals(task.Status, StringComparison.OrdinalIgnoreCase))
        && (filter.Type is not { } type || task.Type == type)
        && (filter.Overdue is not { } overdue || task.Overdue == overdue)
        && (filter.ContactId is not { } contactId || task.Contact?.ContactId == contactId)
        && (filter.AssigneeUserId is not { } assignee || task.AssigneeUserId == assignee);
}
