using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Calling;

/// <summary>Superfone's click-to-call. It is sent numbers and the key, which are never logged.</summary>
public sealed class ClickToCallClient(IHttpClientFactory clients, IOptionsMonitor<ClickToCallOptions> options, ILogger<ClickToCallClient> logger)
{
    private const string Client = "ClickToCall";
    private const int LongestReply = 64 * 1024;
    private const int LongestMessage = 200;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds the HTTP client, which never connects to a private network unless that is allowed.</summary>
    internal static void AddTo(IServiceCollection services) => services.AddPublicHttpClient(
        Client,
        client => (client.Timeout, client.MaxResponseContentBufferSize) = (Timeout, LongestReply),
        provider => PublicNetwork.CreateHandler(provider.GetRequiredService<IOptionsMonitor<ClickToCallOptions>>().CurrentValue.AllowPrivateNetworks));

    /// <summary>Asks to make or end a call, once.</summary>
    /// <param name="customer">The number to call, in E.164.</param>
    /// <param name="user">The number of the phone whose app is told, in E.164.</param>
    /// <param name="action">What to do.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Why it did not succeed, and what Superfone says about it; <see langword="null"/> if the app was told.</returns>
    public async Task<(DialProblem? Problem, string? Message)> SendAsync(string customer, string user, DialAction action, CancellationToken cancellation)
    {
        var current = options.CurrentValue;
        if (current.ApiKey is null)
            return (DialProblem.NotSetUp, null);
        try
        {
            using var http = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(current, customer, user, action));
            request.Headers.Add("X-API-Key", current.ApiKey);
            using var reply = await http.SendAsync(request, cancellation);
            var (isTold, message) = Read(await reply.Content.ReadAsStringAsync(cancellation));
            var problem = ProblemOf(reply.StatusCode, isTold);
            if (problem is not null)
                logger.LogWarning("Superfone answered {Action} with {Status}: {Problem}", action, (int)reply.StatusCode, problem);
            return (problem, message ?? $"{(int)reply.StatusCode}");
        }
        catch (Exception error) when (PublicNetwork.IsRefusal(error))
        {
            logger.LogWarning("The address in {Key} is not allowed", $"{ClickToCallOptions.Section}:{nameof(current.BaseUrl)}");
            return (DialProblem.AddressNotAllowed, null);
        }
        catch (Exception error) when (PublicNetwork.HasFailed(error, cancellation))
        {
            logger.LogWarning("Superfone could not be reached to make a call: {Error}", error.GetType().Name);
            return (DialProblem.NotReachable, null);
        }
    }

    private static Uri AddressOf(ClickToCallOptions options, string customer, string user, DialAction action) => new(
        $"{options.BaseUrl}/api/customer/click-2-call?customer_number={Uri.EscapeDataString(customer)}&user_number={Uri.EscapeDataString(user)}&call_action={NameOf(action)}");

    private static string NameOf(DialAction action) => action switch
    {
        DialAction.Start => "START",
        DialAction.End => "END",
    };

    private static DialProblem? ProblemOf(HttpStatusCode status, bool? isTold) => (status, isTold) switch
    {
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => DialProblem.KeyRefused,
        (HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity, _) => DialProblem.NumberRefused,
        (HttpStatusCode.TooManyRequests, _) => DialProblem.SuperfoneBusy,
        ( >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices, true) => null,
        ( >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices, false) => DialProblem.AppNotTold,
        _ => DialProblem.UnknownReply,
    };

    // {"data":{"notificationID":12345,"sentSuccess":true},"message":"success"}
    private static (bool? IsTold, string? Message) Read(string body)
    {
        try
        {
            using var reply = JsonDocument.Parse(body);
            var root = reply.RootElement;
            var isTold = Find(Find(root, "data"), "sentSuccess") is { ValueKind: JsonValueKind.True or JsonValueKind.False } sent ? sent.GetBoolean() : (bool?)null;
            var message = Find(root, "message") is { ValueKind: JsonValueKind.String } text ? text.GetString()!.ReplaceLineEndings(" ").Trim() : "";
            return (isTold, message.Length is > 0 and <= LongestMessage ? message : null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static JsonElement? Find(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;
}

/// <summary>What Superfone is asked to do.</summary>
public enum DialAction
{
    /// <summary>Make a call.</summary>
    Start,

    /// <summary>End it.</summary>
    End,
}
