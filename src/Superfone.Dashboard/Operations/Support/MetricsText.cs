using Superfone.Dashboard.Operations.Telemetry;

namespace Superfone.Dashboard.Operations.Support;

/// <summary>Reads what <c>/metrics</c> answers, without a request from outside.</summary>
internal sealed class MetricsText(IServiceProvider services, EndpointDataSource endpoints)
{
    /// <summary>The metrics in the format of Prometheus; <see langword="null"/> if the application does not serve.</summary>
    public async Task<string?> ReadAsync()
    {
        var endpoint = endpoints.Endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint => endpoint.RoutePattern.RawText == TelemetryStage.Path);
        if (endpoint?.RequestDelegate is not { } answer || !services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested)
            return null;
        await using var scope = services.CreateAsyncScope();
        using var text = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = TelemetryStage.Path;
        context.Response.Body = text;
        await answer(context);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
