using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api;

/// <summary><c>docs/api.http</c> shows the whole API, and its requests work.</summary>
public sealed partial class HttpFileTests
{
    private static readonly (string Method, string Path)[] OtherRoutes =
        [("POST", "/webhooks/superfone"), ("GET", "/health/live"), ("GET", "/health/ready"), ("GET", "/health/ingest"), ("GET", "/metrics"), ("POST", "/mcp")];

    [Fact]
    public async Task File_Always_ShowsEveryRouteOfTheApi()
    {
        await using var api = await ApiDashboard.StartAsync();
        var document = JsonNode.Parse(await api.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        var routes = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject(), (path, operation) => (Method: operation.Key.ToUpperInvariant(), Path: path.Key))
            .Concat(OtherRoutes);

        var shown = Requests().Select(request => (request.Method, Path: Variable().Replace(request.Path.Split('?')[0], "{}"))).ToHashSet();

        Assert.All(routes, route => Assert.Contains((route.Method, Placeholder().Replace(route.Path, "{}")), shown));
    }

    [Fact]
    public async Task Requests_SentFromTopToBottom_AreAllUnderstood()
    {
        await using var api = await ApiDashboard.StartAsync();
        using var client = api.Dashboard.CreateClient();
        var variables = Variables();
        variables["userId"] = await api.Dashboard.AddUserAsync("ravi@example.com", Roles.Agent);

        foreach (var request in Requests())
        {
            using var response = await client.SendAsync(request.Message(variables), TestContext.Current.CancellationToken);
            // There is no recording, and nothing was passed on.
            var isMissing = (request.Path.EndsWith("/recording", StringComparison.Ordinal) || request.Path.Contains("/attempts/", StringComparison.Ordinal)) && response.StatusCode == HttpStatusCode.NotFound;
            Assert.True(response.IsSuccessStatusCode || isMissing, $"{request.Method} {request.Path}: {(int)response.StatusCode} {await TextAsync(response)}");
            if (request.Path == "/api/v1/deliveries/import")
                await ApiDashboard.WaitAsync(async () => await api.GetAsync("projection") is var state && $"{state["projectedDeliveryId"]}" == $"{state["lastDeliveryId"]}");
        }
    }

    private static Dictionary<string, string> Variables()
    {
        var variables = Declaration().Matches(Text()).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim());
        (variables["secret"], variables["token"]) = (RunningDashboard.Secret, RunningDashboard.TokenOf(Roles.Owner));
        return variables;
    }

    private static IEnumerable<HttpFileRequest> Requests() => Text().Split("\n### ").Skip(1).Select(HttpFileRequest.Parse);

    private static string Text() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "api.http")).ReplaceLineEndings("\n");

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private sealed record HttpFileRequest(string Method, string Path, string[] Headers, string? Body)
    {
        /// <summary>Reads a request: its title, its request line, its headers, and after an empty line its body.</summary>
        public static HttpFileRequest Parse(string text)
        {
            var parts = text.Split("\n\n", 2);
            var head = parts[0].Split('\n');
            var line = head[1].Split(' ');
            return new(line[0], line[1].Replace("{{host}}", "", StringComparison.Ordinal), head[2..], parts.ElementAtOrDefault(1)?.Trim());
        }

        public HttpRequestMessage Message(Dictionary<string, string> variables)
        {
            string Filled(string text) => Variable().Replace(text, match => variables[match.Groups[1].Value]);
            var message = new HttpRequestMessage(new HttpMethod(Method), Filled(Path));
            if (!string.IsNullOrEmpty(Body))
                message.Content = new StringContent(Filled(Body), Encoding.UTF8, "application/json");
            foreach (var header in Headers.Where(header => header.Length > 0 && !header.StartsWith("Content-Type", StringComparison.Ordinal)))
                message.Headers.TryAddWithoutValidation(header.Split(": ")[0], Filled(header.Split(": ", 2)[1]));
            return message;
        }
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^@(\w+) = (.*)$", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
