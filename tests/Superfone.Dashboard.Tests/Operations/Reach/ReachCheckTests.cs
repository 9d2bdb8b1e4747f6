using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Operations.Reach;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Operations.Reach;

public sealed class ReachCheckTests(ReachCheckTests.Installation installation) : IClassFixture<ReachCheckTests.Installation>
{
    private const string Name = "calls.example.com";

    private readonly ReachChallenges _challenges = ReachStandIn.NewInstallation();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublicUrl_OfThisProcessBehindTls_WorksAndIsRemembered()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(Name);
        await using var server = await ReachStandIn.StartAsync(certificate, _challenges);

        using var check = Check(Https(server), authority.Policy);
        Assert.False(check.HasWorked);
        var result = await check.CheckAsync(Actor.System, Cancellation);

        Assert.Equal((ReachOutcome.Works, true), (result.Outcome, result.IsGood));
        Assert.True(check.HasWorked);
        Assert.Equal(result, check.Last);
        using var other = Check("https://other.example.com", authority.Policy);
        Assert.False(other.HasWorked);
    }

    [Fact]
    public async Task Certificates_ThatAClientRefuses_AreToldApart()
    {
        using var authority = new TestAuthority();
        var ended = DateTimeOffset.UtcNow.AddDays(-3);

        Assert.Equal((ReachOutcome.Untrusted, Name), await OfCertificateAsync(TestAuthority.SelfSigned(Name), authority));
        Assert.Equal((ReachOutcome.Expired, ended.ToString("yyyy-MM-dd", null)), await OfCertificateAsync(authority.Issue(Name, ended), authority));
        Assert.Equal((ReachOutcome.WrongName, "www.example.com"), await OfCertificateAsync(authority.Issue("www.example.com"), authority));
        Assert.Equal((ReachOutcome.NotTls, null), await OfCertificateAsync(null, authority));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, ReachOutcome.SomethingElse, "404")]
    [InlineData(HttpStatusCode.OK, ReachOutcome.SomethingElse, "200")]
    [InlineData(HttpStatusCode.BadGateway, ReachOutcome.BadGateway, "502")]
    [InlineData(HttpStatusCode.Found, ReachOutcome.Redirected, "http://elsewhere.example.com/login")]
    public async Task AnswerOfAnotherServer_IsToldWithItsStatus(HttpStatusCode status, ReachOutcome outcome, string seen)
    {
        await using var server = await ReachStandIn.StartAsync(null, _challenges, (context, _) =>
        {
            context.Response.StatusCode = (int)status;
            context.Response.Headers.Location = status == HttpStatusCode.Found ? "http://elsewhere.example.com/login?next=/" : default;
            return context.Response.WriteAsync(new string('x', 1000));
        });

        var result = await CheckAsync(Http(server));

        Assert.Equal((outcome, seen), (result.Outcome, result.Seen));
        Assert.Equal(1, server.Requests); // The redirect is not followed.
    }

    [Fact]
    public async Task AnotherInstanceOfTheDashboard_IsSomethingElse()
    {
        await using var server = await ReachStandIn.StartAsync(null);

        Assert.Equal(ReachOutcome.SomethingElse, (await CheckAsync(Http(server))).Outcome);
    }

    [Fact]
    public async Task ProxyWithoutUpgrades_LetsNoWebSocketsPass()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(Name);
        await using var server = await ReachStandIn.StartAsync(certificate, _challenges, (context, next) =>
        {
            context.Request.Headers.Upgrade = default;
            context.Request.Headers.Connection = default;
            context.Features.Set<Microsoft.AspNetCore.Http.Features.IHttpUpgradeFeature>(null);
            return next(context);
        });

        using var check = Check(Https(server), authority.Policy);

        Assert.Equal(ReachOutcome.NoWebSockets, (await check.CheckAsync(Actor.System, Cancellation)).Outcome);
        Assert.False(check.HasWorked);
    }

    [Fact]
    public async Task ProxyThatIsNotTrusted_IsToldWithItsAddress()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(Name);
        await using var server = await ReachStandIn.StartAsync(certificate, _challenges, (context, next) =>
        {
            context.Request.Headers["X-Forwarded-For"] = "203.0.113.7";
            return next(context);
        });

        using var check = Check(Https(server), authority.Policy);
        var result = await check.CheckAsync(Actor.System, Cancellation);

        Assert.Equal((ReachOutcome.UntrustedProxy, "127.0.0.1", false), (result.Outcome, result.Seen, result.IsGood));
        Assert.False(check.HasWorked);
    }

    [Theory]
    [InlineData(null, " 127.0.0.1")]
    [InlineData("192.0.2.1", " 127.0.0.1")]
    [InlineData("127.0.0.1", "")]
    public async Task Challenge_ThroughAProxy_IsAnsweredWithItsAddressUnlessItIsTrusted(string? trusted, string expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Proxies:0"] = trusted });
        using var client = dashboard.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var challenge = dashboard.Services.GetRequiredService<ReachChallenges>().Create();

        Assert.Equal($"{challenge.Answer}{expected}", await client.GetStringAsync(challenge.At(dashboard.Url), Cancellation));
    }

    [Fact]
    public async Task RunningDashboard_ByHttp_AnswersForItselfWithoutEncryption()
    {
        using var check = new ReachCheck(
            new Fixed($"http://{Name}:{installation.Dashboard.Url.Port}"), installation.Dashboard.Services.GetRequiredService<ReachChallenges>(), Network(null), Store, TimeProvider.System);

        Assert.Equal(ReachOutcome.Unencrypted, (await check.CheckAsync(Actor.System, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Challenge_AskedTwice_IsAnsweredOnce()
    {
        using var client = installation.Dashboard.CreateClient();
        using var challenge = installation.Dashboard.Services.GetRequiredService<ReachChallenges>().Create();
        var address = challenge.At(installation.Dashboard.Url);

        Assert.Equal(challenge.Answer, await client.GetStringAsync(address, Cancellation));

        using var again = await client.GetAsync(address, Cancellation);
        using var unknown = await client.GetAsync(new Uri($"{ReachEndpoint.Path}/abc", UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (again.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task PublicUrl_WhereNothingAnswers_IsToldApart()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        Assert.Equal(ReachOutcome.TimedOut, (await CheckAsync($"http://{Name}:{port}", TimeSpan.FromMilliseconds(300))).Outcome);

        silent.Stop();
        Assert.Equal(ReachOutcome.Refused, (await CheckAsync($"http://{Name}:{port}")).Outcome);
    }

    [Theory]
    [InlineData(null, ReachOutcome.NoAddress, null)]
    [InlineData("https://no-such-name.invalid", ReachOutcome.UnknownName, null)]
    [InlineData("https://127.0.0.1", ReachOutcome.PrivateAddress, "127.0.0.1")]
    [InlineData("https://192.168.1.20", ReachOutcome.PrivateAddress, "192.168.1.20")]
    [InlineData("https://100.101.102.103", ReachOutcome.PrivateAddress, "100.101.102.103")]
    [InlineData("https://[fd00::5]", ReachOutcome.PrivateAddress, "fd00::5")]
    public async Task PublicUrl_ThatLeadsNowhere_IsNotAsked(string? url, ReachOutcome outcome, string? seen)
    {
        var network = new ReachNetwork
        {
            ResolveAsync = (name, cancellation) => name.EndsWith(".invalid", StringComparison.Ordinal) ? throw new SocketException((int)SocketError.HostNotFound) : Dns.GetHostAddressesAsync(name, cancellation),
            IsPublic = PublicNetwork.IsPublic,
            Timeout = TimeSpan.FromSeconds(5),
        };
        using var check = new ReachCheck(new Fixed(url), _challenges, network, Store, TimeProvider.System);

        var result = await check.CheckAsync(Actor.System, Cancellation);

        Assert.Equal((outcome, seen), (result.Outcome, result.Seen));
    }

    private SettingStore Store => installation.Dashboard.Services.GetRequiredService<SettingStore>();

    private static string Https(ReachStandIn server) => $"https://{Name}:{server.Port}";

    private static string Http(ReachStandIn server) => $"http://{Name}:{server.Port}";

    // Every name leads to this machine, as if the internet could reach it.
    private static ReachNetwork Network(X509ChainPolicy? authorities, TimeSpan? timeout = null) => new()
    {
        ResolveAsync = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
        IsPublic = _ => true,
        Timeout = timeout ?? TimeSpan.FromSeconds(30),
        Authorities = authorities,
    };

    private ReachCheck Check(string url, X509ChainPolicy? authorities = null, TimeSpan? timeout = null) =>
        new(new Fixed(url), _challenges, Network(authorities, timeout), Store, TimeProvider.System);

    private async Task<ReachResult> CheckAsync(string url, TimeSpan? timeout = null)
    {
        using var check = Check(url, timeout: timeout);
        return await check.CheckAsync(Actor.System, Cancellation);
    }

    private async Task<(ReachOutcome Outcome, string? Seen)> OfCertificateAsync(X509Certificate2? certificate, TestAuthority authority)
    {
        await using var server = await ReachStandIn.StartAsync(certificate, _challenges);
        using var check = Check(Https(server), authority.Policy);
        var result = await check.CheckAsync(Actor.System, Cancellation);
        certificate?.Dispose();
        return (result.Outcome, result.Seen);
    }

    /// <summary>One dashboard for all tests of the class.</summary>
    public sealed class Installation : IAsyncLifetime
    {
        public RunningDashboard Dashboard { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Dashboard = await RunningDashboard.StartAsync();

        public ValueTask DisposeAsync() => Dashboard.DisposeAsync();
    }

    private sealed class Fixed(string? url) : IOptionsMonitor<AddressOptions>
    {
        public AddressOptions CurrentValue { get; } = new() { PublicUrl = url, Proxies = [] };

        public AddressOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<AddressOptions, string?> listener) => null;
    }
}
