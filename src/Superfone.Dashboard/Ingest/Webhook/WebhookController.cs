using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access.Requests;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>
/// The webhook. Superfone does not retry a failed delivery, so every body with a valid secret is stored, readable or not, and the reply is
/// sent only after that. There is no model binding or content negotiation: any bytes of any content type are accepted.
/// </summary>
[AllowAnonymous]
[Route(Path)]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class WebhookController(
    DeliveryLog log, WebhookSecrets secrets, DeliveryMetrics metrics, RefusalLog refusals, RefusedSecrets refused,
    IOptions<WebhookOptions> options)
    : ControllerBase
{
    /// <summary>The path of the webhook.</summary>
    public const string Path = "/webhooks/superfone";

    /// <summary>Receives a delivery.</summary>
    [HttpPost]
    [DisableRequestSizeLimit]
    public async Task ReceiveAsync()
    {
        if (!secrets.Accepts(Request.Headers.Authorization))
        {
            metrics.Unauthorised();
            refusals.Add("it bears no valid secret", HttpContext.Connection.RemoteIpAddress);
            if (refused.IsTooMany(HttpContext.Connection.RemoteIpAddress))
            {
                Response.Headers.RetryAfter = RefusedSecrets.Wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                await WebhookReply.WriteProblemAsync(
                    Response, StatusCodes.Status429TooManyRequests, "Too many requests", "Too many posts from this address bore wrong secrets. Nothing was kept.");
                return;
            }

            Response.Headers.WWWAuthenticate = "Bearer";
            await WebhookReply.WriteProblemAsync(
                Response, StatusCodes.Status401Unauthorized, "Unauthorized", "The header 'Authorization: Bearer <webhook secret>' is missing or its secret is wrong. Nothing was kept.");
            return;
        }

        try
        {
            if (await ReadAsync() is not { } body)
            {
                metrics.TooLarge();
                refusals.Add($"it is longer than {options.Value.MaxBodyBytes} bytes", HttpContext.Connection.RemoteIpAddress);
                await WebhookReply.WriteProblemAsync(
                    Response, StatusCodes.Status413PayloadTooLarge, "Too large", $"The body is longer than {options.Value.MaxBodyBytes} bytes. Nothing was kept.");
                return;
            }

            // Not cancelled when the sender disconnects: a complete body is stored.
            await WebhookReply.WriteAsync(Response, await log.AppendAsync(body, null, CancellationToken.None));
        }
        catch (BadHttpRequestException error)
        {
            await WebhookReply.WriteProblemAsync(Response, error.StatusCode, "Bad request", $"{error.Message} Nothing was kept.");
        }
        catch (Exception error) when (HttpContext.RequestAborted.IsCancellationRequested && error is IOException or OperationCanceledException)
        {
            refusals.Add("its sender hung up before the whole body was here", HttpContext.Connection.RemoteIpAddress);
        }
    }

    // The limit applies to both the received body and the decompressed one.
    private async Task<ReceivedBody?> ReadAsync() =>
        await BodyReader.ReadAsync(Request, options.Value.MaxBodyBytes, HttpContext.RequestAborted) is { } received
        && PackedBody.Receive(received, Request.Headers.ContentEncoding, options.Value.MaxBodyBytes) is { IsTooLong: false } body ? body : null;

    /// <summary>Explains the address to people who open it in a browser.</summary>
    [AcceptVerbs("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")]
    public Task RefuseAsync()
    {
        Response.Headers.Allow = "POST";
        return WebhookReply.WriteProblemAsync(
            Response, StatusCodes.Status405MethodNotAllowed, "Method not allowed", "Superfone posts its events here; only POST is answered.");
    }
}
