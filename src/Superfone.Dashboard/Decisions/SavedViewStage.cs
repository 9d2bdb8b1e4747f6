namespace Superfone.Dashboard.Decisions;

/// <summary>Adds the filters that people name to come back to.</summary>
public static class SavedViewStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddSavedViews(this IServiceCollection services) => services.AddSingleton<SavedViewStore>();
}
