using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Decisions;

/// <summary>Adds users' decisions and saved views.</summary>
public static class DecisionStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddDecisions(this IServiceCollection services) => services
        .AddSingleton<DecisionLog>()
        .AddSingleton<DecisionMaker>()
        .AddSingleton<NumberDecisions>()
        .AddSingleton<FollowUpClaims>()
        .AddSingleton<FollowUpCommands>()
        .AddSingleton<CallCommands>()
        .AddSingleton<RebuildCommand>()
        .AddSingleton<SavedViewStore>();
}
