namespace Superfone.Dashboard.Recordings.Listening;

/// <summary>Adds the record of who has listened to which recording.</summary>
public static class ListeningStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddListening(this IServiceCollection services) => services.AddSingleton<ListenLog>();
}
