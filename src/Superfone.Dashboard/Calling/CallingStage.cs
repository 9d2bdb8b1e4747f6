namespace Superfone.Dashboard.Calling;

/// <summary>Adds calls through Superfone. Nothing leaves this machine unless a key is set and somebody calls.</summary>
public static class CallingStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddCalling(this IServiceCollection services)
    {
        ClickToCallClient.AddTo(services);
        return services
            .AddSingleton<ClickToCallClient>()
            .AddSingleton<CallRateLimiter>()
            .AddSingleton<DialedCalls>()
            .AddSingleton<MessageTemplates>()
            .AddSingleton<DialClaims>()
            .AddSingleton<Dialer>();
    }
}
