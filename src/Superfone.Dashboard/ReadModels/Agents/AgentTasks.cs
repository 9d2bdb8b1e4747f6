using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.ReadModels.Agents;

/// <summary>The state of an agent's tasks.</summary>
/// <param name="AssigneeUserId">
/// The team member to whom the contacts are assigned; <see langword="null"/> if none is known to be the agent: the tasks are then those of
/// the contacts with whom the agent talked.
/// </param>
/// <param name="Open">The number of open tasks.</param>
/// <param name="Overdue">The number of open tasks whose due time has passed.</param>
/// <param name="Done">The number of tasks that were done in the range.</param>
/// <param name="Next">The open tasks, earliest due first; at most <see cref="AgentQueries.MostTasks"/>.</param>
public sealed record AgentTasks(long? AssigneeUserId, int Open, int Overdue, int Done, IReadOnlyList<TaskListItem> Next);
