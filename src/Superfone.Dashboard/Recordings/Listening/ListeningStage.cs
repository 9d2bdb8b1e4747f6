namespace Superfone.Dashboard.Recordings.Listening;

/// <summary>Adds what is kept of who has heard what.</summary>
public static class ListeningStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddListening(this IServiceCollection services) => services.AddSingleton<ListenLog>();
}
