namespace Superfone.Dashboard.Privacy;

/// <summary>Adds erasure and retention.</summary>
public static class PrivacyStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<ErasureSignal>()
        .AddSingleton<EraseCommand>()
        .AddSingleton<Eraser>()
        .AddSingleton<PersonExport>()
        .AddSingleton<Retention>()
        .AddHostedService<ErasureService>()
        .AddHostedService<RetentionService>();
}
