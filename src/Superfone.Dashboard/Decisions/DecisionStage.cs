using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Decisions;

/// <summary>Adds what people decide and save.</summary>
public static class DecisionStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddDecisions(this IServiceCollection services) => services
        .AddSingleton<DecisionLog>()
        .AddSingleton<DecisionMaker>()
        .AddSingleton<NumberDecisions>()
        .AddSingleton<RebuildCommand>()
        .AddSingleton<SavedViewStore>();
}
