using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Hostile;

/// <summary>Whatever is asked for, the server answers, goes on answering, and nothing in it fails.</summary>
public sealed class HostileRequestTests(HostileRequestTests.Seeded fixture) : IClassFixture<HostileRequestTests.Seeded>
{
    private static readonly ParallelOptions Several = new() { MaxDegreeOfParallelism = 4 };

    // All of them take minutes. The number of values is odd, so that each parameter is asked with other ones.
    private static readonly int EveryNth = Environment.GetEnvironmentVariable("SUPERFONE_HOSTILE") is { Length: > 0 } ? 1 : 16;

    [Fact]
    public async Task Api_AnyValueOfAnyParameter_IsAnswered() => await AskAsync(Sample(
        fixture.Targets.Where(target => !target.IsPage && target.Method is "GET" or "HEAD").SelectMany(target => target.Names, (target, name) => (target, name))
            .SelectMany(pair => pair.name == "cursor" ? HostileValues.InAddresses.Concat(HostileValues.Cursors) : HostileValues.InAddresses, (pair, value) => (pair.target.Method, $"{pair.target.PathWith("1")}?{pair.name}={value}"))));

    [Fact]
    public async Task Pages_AnyValueOfAllTheirParameters_AreAnswered() => await AskAsync(Sample(
        fixture.Targets.Where(target => target.IsPage && target.Method == "GET")
            .SelectMany(target => HostileValues.InAddresses, (target, value) =>
                (target.Method, $"{target.PathWith("1")}?{string.Join('&', target.Names.Select(name => $"{name}={Shortened(value, target.Names.Count)}"))}"))));

    [Fact]
    public async Task Pages_ManyWordsAndTheEndsOfTimeInEachOfTheirParameters_AreAnswered() => await AskAsync(
        from target in fixture.Targets
        where target.IsPage && target.Method == "GET"
        from name in target.Names
        from value in name is "from" or "to" ? [HostileValues.ManyWords, "9999-12-31T23:59:59.9999999Z", "0001-01-01"] : new[] { HostileValues.ManyWords }
        select (target.Method, $"{target.PathWith("1")}?{name}={value}"));

    [Fact]
    public async Task Paths_AnyValueInThem_AreAnswered() => await AskAsync(
        from target in fixture.Targets
        where target.HasPathValue && target.Method is "GET" or "HEAD"
        from value in HostileValues.InAddresses
        select (target.Method, target.PathWith(value)));

    [Fact]
    public async Task Changes_AnyBodyAndAnyPath_AreAnswered()
    {
        var changes = fixture.Targets.Where(target => target.Method is not ("GET" or "HEAD") && target.Path is not ("/logout" or "/login" or "/setup")).ToList();
        Assert.NotEmpty(changes);
        await AskAsync(
            (from target in changes from body in HostileValues.Bodies select (target.Method, target.PathWith("1"), body))
            .Concat(from target in changes where target.HasPathValue from value in HostileValues.InAddresses select (target.Method, target.PathWith(value), "{\"cdrId\":1}"))
            .Select(request => (request.Item1, request.Item2, (string?)request.Item3)));
    }

    [Fact]
    public async Task Assistants_AnyBodyAndAnyArgumentOfAnyTool_AreAnswered()
    {
        var values = HostileValues.InAddresses.Concat(HostileValues.Cursors).Select(Uri.UnescapeDataString).Select(value => JsonSerializer.Serialize(value))
            .Concat(["-1", "1e400", "9223372036854775808", "null", "[]", "{}", "true"]).ToList();
        var calls =
            from tool in fixture.Dashboard.Services.GetServices<McpServerTool>()
            from argument in tool.ProtocolTool.InputSchema.GetProperty("properties").EnumerateObject()
            from value in values
            where values.IndexOf(value) % (argument.Name == "cursor" ? 2 : 8) == 0
            select $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool.ProtocolTool.Name}}}","arguments":{"{{{argument.Name}}}":{{{value}}}} }}""";

        await AskAsync(calls.Concat(HostileValues.Bodies).Select(body => ("POST", "/mcp", (string?)body)));
    }

    [Theory]
    [InlineData("/login", "email", "password", "remember", "_handler")]
    [InlineData("/setup", "email", "password", "confirm", "_handler")]
    [InlineData("/invite", "password", "confirm", "_handler")]
    [InlineData("/login/code", "code", "_handler")]
    [InlineData("/confirm", "password", "_handler")]
    [InlineData("/account/second-factor", "code", "_handler")]
    public async Task Forms_AnyValueOfAnyField_AreAnswered(string path, params string[] fields)
    {
        using var client = fixture.Dashboard.CreateClient();
        foreach (var field in fields)
        {
            foreach (var value in HostileValues.InAddresses.Select(Uri.UnescapeDataString))
            {
                using var response = path == "/login"
                    ? await RunningDashboard.SubmitAsync(client, path, new() { [field] = value })
                    : await client.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string> { [field] = value }), TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{path} {field}={value}: {response.StatusCode}");
            }
        }

        await fixture.AssertAliveAsync();
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a", 2000)]
    [InlineData("application/x-www-form-urlencoded", "[a]", 2000)]
    [InlineData("application/x-www-form-urlencoded; charset=none", "email", 1)]
    [InlineData("multipart/form-data", "email", 1)]
    [InlineData("multipart/form-data; boundary=x", "email", 1)]
    [InlineData("text/plain", "email", 1)]
    [InlineData("nonsense", "email", 1)]
    public async Task Forms_OddlyBuilt_AreAnswered(string type, string name, int times)
    {
        using var client = fixture.Dashboard.CreateClient();
        foreach (var path in new[] { "/login", "/setup", "/logout" })
        {
            foreach (var text in new[] { string.Join('&', Enumerable.Range(0, times).Select(number => $"{name}{number}=1")), string.Concat(Enumerable.Repeat(name, 3000)) + "=1" })
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                using var response = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{path} {type}: {response.StatusCode}");
            }
        }

        await fixture.AssertAliveAsync();
    }

    [Theory]
    [InlineData("/calls?missed=true&q=a+b", "/calls?missed=true&q=a+b")]
    [InlineData("/%C3%BC?q=%C3%BC", "/%C3%BC?q=%C3%BC")]
    [InlineData("//evil.example", "/")]
    [InlineData("/%5Cevil.example", "/")]
    [InlineData("/.//evil.example", "/")]
    [InlineData("/a/..//evil.example", "/")]
    [InlineData("/%09/evil.example", "/")]
    [InlineData("/a%0D%0ALocation:%20/b", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task SignIn_AnyReturnUrl_GoesToAPageOfOurs(string returnUrl, string expected)
    {
        // A browser that signed in before does not wait for the failures of the other tests.
        var client = fixture.ClientOf("/login");
        var path = $"/login?returnUrl={returnUrl.Replace("&", "%26", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal)}";

        using var response = await RunningDashboard.SubmitAsync(
            client, path, new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword });

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var location = response.Headers.Location!;
        Assert.Equal(expected, location.IsAbsoluteUri && location.Host == fixture.Dashboard.Url.Host ? location.PathAndQuery : location.OriginalString);
    }

    [Fact]
    public void Hub_Methods_TakeNoValues() => Assert.All(
        typeof(LiveHub).GetMethods(System.Reflection.BindingFlags.DeclaredOnly | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public),
        method => Assert.True(method.GetBaseDefinition() != method || method.GetParameters().Length == 0, $"{method.Name} takes values: ask it hostile ones here."));

    // All parameters together must fit into the longest request line that the server reads.
    private static string Shortened(string value, int names) => value.Length * names < 7000 ? value : value[..Math.Max(1, (7000 / names) - 20)].TrimEnd('%');

    private Task AskAsync(IEnumerable<(string Method, string Address)> requests) => AskAsync(requests.Select(request => (request.Method, request.Address, (string?)null)));

    private static IEnumerable<T> Sample<T>(IEnumerable<T> requests) => requests.Where((_, index) => index % EveryNth == 0);

    private async Task AskAsync(IEnumerable<(string Method, string Address, string? Body)> requests)
    {
        var failed = new ConcurrentQueue<string>();
        var asked = 0;
        await Parallel.ForEachAsync(requests, Several, async (request, cancellation) =>
        {
            // Unchanged: the client would correct wrong escapes.
            var address = new Uri(fixture.Dashboard.Url.GetLeftPart(UriPartial.Authority) + request.Address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
            if (request.Body is { } body)
                message.Content = new StringContent(body, Encoding.UTF8, "application/json");
            if (request.Address == "/mcp")
                message.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
            using var response = await fixture.ClientOf(request.Address).SendAsync(message, cancellation);
            Interlocked.Increment(ref asked);
            if (response.StatusCode >= HttpStatusCode.InternalServerError)
                failed.Enqueue($"{request.Method} {request.Address} {request.Body}: {response.StatusCode}");
        });
        Assert.True(asked > 100);
        Assert.True(failed.IsEmpty, string.Join('\n', failed.Take(30)));
        await fixture.AssertAliveAsync();
    }

    /// <summary>An application with a little of everything in it.</summary>
    public sealed class Seeded : IAsyncLifetime
    {
        private readonly KeptLog _errors = new(LogLevel.Error);
        private ApiDashboard _api = null!;
        private HttpClient _pages = null!;
        private HttpClient _scripts = null!;

        public RunningDashboard Dashboard => _api.Dashboard;

        internal IReadOnlyList<Target> Targets { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            _api = new ApiDashboard(await RunningDashboard.StartAsync(configure: builder => builder.Logging.AddProvider(_errors)));
            await _api.PostAsync(
                Payload.Contact(1, "+917000000001", "Asha"), Payload.AnsweredCall(1), Payload.MissedCall(2), Payload.Summary("u-1", "A price list", 1234),
                """{"event":"TASK_CREATE","task_id":1,"contact_id":1,"task_type":"REMINDER"}""", "odd", """{"event":"NEW_THING"}""");
            _pages = await Dashboard.SignInAsync();
            _scripts = Dashboard.CreateClient(Roles.Owner);
            Targets = Target.AllOf(Dashboard.Services);
            Assert.True(Targets.Count(target => target.IsPage) > 15 && Targets.Count(target => !target.IsPage) > 15);
        }

        internal HttpClient ClientOf(string address) => address.StartsWith("/api/", StringComparison.Ordinal) || address.StartsWith("/openapi", StringComparison.Ordinal) || address.StartsWith("/mcp", StringComparison.Ordinal) ? _scripts : _pages;

        public async Task AssertAliveAsync()
        {
            using var response = await _pages.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(_errors.Lines.Count == 0, string.Join('\n', _errors.Lines.Take(5)));
        }

        public async ValueTask DisposeAsync()
        {
            _pages.Dispose();
            _scripts.Dispose();
            await _api.DisposeAsync();
        }
    }
}
