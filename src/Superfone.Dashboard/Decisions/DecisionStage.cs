using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Decisions;

/// <summary>Adds what people decide.</summary>
public static class DecisionStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddDecisions(this IServiceCollection services) => services
        .AddSingleton<DecisionLog>()
        .AddSingleton<DecisionMaker>()
        .AddSingleton<RebuildCommand>();
}
