using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.ReadModels.Agents;

/// <summary>The state of an agent's tasks.</summary>
/// <param name="AssigneeUserId">
/// The team member whose contacts they are about; <see langword="null"/> if none is known to be the agent: then they are about the
/// contacts whom the agent talked with.
/// </param>
/// <param name="Open">Number of those that wait now.</param>
/// <param name="Overdue">Number of those among them whose due time has passed.</param>
/// <param name="Done">Number of those that were done in the span.</param>
/// <param name="Next">Those that wait, the one due first first; at most <see cref="AgentQueries.MostTasks"/>.</param>
public sealed record AgentTasks(long? AssigneeUserId, int Open, int Overdue, int Done, IReadOnlyList<TaskListItem> Next);
