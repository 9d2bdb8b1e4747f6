using System.Net;
using System.Net.Mime;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.HttpOverrides;

namespace Superfone.Dashboard.Operations.Reach;

/// <summary>
/// <c>GET /health/reach/{token}</c>: answers a question of this installation, once on each node, as text or, when asked for a WebSocket, as its only message.
/// The address of a proxy that is not trusted follows the answer. To everybody else there is nothing.
/// </summary>
public static class ReachEndpoint
{
    /// <summary>The path before the token.</summary>
    public const string Path = "/health/reach";

    /// <summary>Maps it.</summary>
    public static void MapReach(this IEndpointRouteBuilder endpoints)
    {
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(AnswerAsync);
        endpoints.MapMethods($"{Path}/{{token}}", [HttpMethods.Get], pipeline.Build()).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        if (context.RequestServices.GetRequiredService<ReachChallenges>().Take(context.Request.RouteValues["token"] as string) is not { } answer)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            response.ContentType = MediaTypeNames.Text.Plain;
            await response.WriteAsync(UntrustedProxyOf(context) is { } proxy ? $"{answer} {proxy}" : answer, context.RequestAborted);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(answer), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }

    // What the framework has believed is in the header of the original address.
    private static IPAddress? UntrustedProxyOf(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (!headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) || headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName))
            return null;
        var address = context.Connection.RemoteIpAddress;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
    }
}
