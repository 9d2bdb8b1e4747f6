
namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The choices that filters of calls offer: values that occur among the calls.</summary>
/// <param name="Agents">Agents who handled calls.</param>
/// <param name="Accounts">Superfone numbers, as keys.</param>
/// <param name="Labels">Labels of contacts, in lower case.</param>
/// <param name="Tags">Tags that users gave calls, in lower case.</param>
public sealed record CallChoices(IReadOnlyList<AgentChoice> Agents, IReadOnlyList<string> Accounts, IReadOnlyList<string> Labels, IReadOnlyList<string> Tags);

/// <summary>An agent who handled calls.</summary>
/// <param name="Phone">Their number, as a key.</param>
/// <param name="Name">Their name: from the staff directory, else from their latest call.</param>
public sealed record AgentChoice(string Phone, string? Name);
