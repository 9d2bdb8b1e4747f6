using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Privacy;

/// <summary>Adds erasure and retention.</summary>
public static class PrivacyStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<ErasureSignal>()
        .AddSingleton<ErasedSignal>()
        .AddSingleton<EraseCommand>()
        .AddSingleton<Eraser>()
        .AddSingleton<PersonExport>()
        .AddSingleton<Retention>()
        .AddHostedService<LocalTraces>()
        .AddOnOneNode(NodeWork.Privacy, typeof(ErasureService), typeof(RetentionService));
}
