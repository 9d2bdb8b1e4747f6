using System.ComponentModel;
using ModelContextProtocol.Server;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>Tools about what is still to be done.</summary>
internal sealed class WorkTools(FollowUpQueries followUps, TaskQueries tasks, ToolCaller caller)
{
    [McpServerTool(Name = "list_follow_ups", Title = "List missed callers to call back", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Callers who were missed, the most recently missed first: since when each waits, how often they were missed, attempts to call back, who is calling or is to call, and notes.")]
    public async Task<Page<FollowUpItem>> FollowUpsAsync(
        [Description("open: still waits. returned: somebody has talked to them. closed: a person closed it.")] FollowUpState state = FollowUpState.Open,
        [Description(ToolArguments.LimitMeaning)] int limit = ToolArguments.DefaultItems,
        [Description(ToolArguments.CursorMeaning)] string? cursor = null,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.Read);
        return await followUps.ListAsync(
            actor.Visibility, new FollowUpFilter { State = state }, ToolArguments.Text(cursor), ToolArguments.Limit(limit), cancellation);
    }

    [McpServerTool(Name = "list_tasks", Title = "List tasks", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Tasks about contacts, such as reminders and first calls, with their due times.")]
    public async Task<Page<TaskListItem>> TasksAsync(
        [Description("The status as Superfone writes it, such as PENDING or COMPLETED.")] string? status = null,
        [Description("The type as Superfone writes it, such as REMINDER or FIRST_CALL.")] string? type = null,
        [Description("Whether the task is open and its due time has passed.")] bool? overdue = null,
        [Description("The contact that the tasks are about.")] long? contactId = null,
        [Description(ToolArguments.LimitMeaning)] int limit = ToolArguments.DefaultItems,
        [Description(ToolArguments.CursorMeaning)] string? cursor = null,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.Read);
        var filter = new TaskFilter
        {
            Status = ToolArguments.Text(status),
            Type = ToolArguments.Text(type),
            Overdue = overdue,
            ContactId = contactId,
        };
        return await tasks.ListAsync(actor.Visibility, filter, ToolArguments.Text(cursor), ToolArguments.Limit(limit), cancellation);
    }
}
