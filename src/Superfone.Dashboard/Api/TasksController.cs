using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Api;

/// <summary>Tasks.</summary>
[Route("api/v1/tasks")]
[Tags("Tasks")]
public sealed class TasksController(TaskQueries tasks) : ApiControllerBase
{
    /// <summary>Lists tasks, highest id first.</summary>
    [HttpGet(Name = "listTasks")]
    public Task<Page<TaskListItem>> ListAsync([FromQuery] TaskFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        tasks.ListAsync(Caller.Visibility, filter, page.Cursor, page.Limit, cancellation);
}
