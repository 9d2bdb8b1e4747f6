using Superfone.Dashboard.Storage.Primary.Samples;

namespace Superfone.Dashboard.Samples;

/// <summary>Adds the sample data that a new owner can explore.</summary>
public static class SampleStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddSamples(this IServiceCollection services) => services
        .AddSingleton<SampleRecordings>()
        .AddSingleton<SampleLog>()
        .AddSingleton<SampleData>()
        .AddHostedService<SampleStart>();
}
