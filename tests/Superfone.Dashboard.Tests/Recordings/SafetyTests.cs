using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Recordings.Download;

namespace Superfone.Dashboard.Tests.Recordings;

/// <summary>A URL in a payload leads nowhere but to the storage that was allowed.</summary>
public sealed class SafetyTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")] // 127.0.0.1 as one number
    [InlineData("localhost")] // a name that leads to this machine, as a rebound one would
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fd00::1]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:0:127.0.0.1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[64:ff9b::127.0.0.1]")]
    [InlineData("[64:ff9b:1::7f00:1]")]
    [InlineData("[64:ff9b::10.1.2.3]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[2002:a01:203::]")]
    [InlineData("[2001:0:7f00:1::]")]
    public async Task Open_AddressOnAPrivateNetwork_IsRefusedEvenIfItsHostIsAllowed(string host)
    {
        var allowed = new Uri($"https://{host}/").IdnHost;

        var error = await RefusedAsync($"https://{host}:9/a", isPrivateAllowed: false, allowed);

        Assert.Contains("private network", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[::ffff:169.254.169.254]")]
    [InlineData("[::ffff:0:169.254.169.254]")]
    [InlineData("[::169.254.169.254]")]
    [InlineData("[64:ff9b::169.254.169.254]")]
    [InlineData("[64:ff9b:1::a9fe:a9fe]")]
    [InlineData("[2002:a9fe:a9fe::]")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    public async Task Open_MetadataOfACloud_IsRefusedEvenOnOnesOwnNetwork(string host)
    {
        var error = await RefusedAsync($"http://{host}:9/a", isPrivateAllowed: true, new Uri($"https://{host}/").IdnHost);

        Assert.Contains("private network", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://nobody.invalid/a", "The host nobody.invalid was not found.")]
    [InlineData("http://127.0.0.1:1/a", "127.0.0.1 could not be reached.")]
    public async Task Open_HostThatIsNotThere_SaysSo(string url, string reason)
    {
        var error = await RefusedAsync(url, isPrivateAllowed: true, new Uri(url).IdnHost);

        Assert.Equal(reason, error.Message);
    }

    [Fact]
    public async Task Open_ServerWithoutTls_SaysSo()
    {
        await using var storage = await StorageServer.StartAsync();

        var error = await RefusedAsync(storage.OnStatus("/a", 200).Replace("http:", "https:", StringComparison.Ordinal), isPrivateAllowed: true, "127.0.0.1");

        Assert.Equal("127.0.0.1 did not agree on a secure connection.", error.Message);
    }

    [Fact]
    public async Task Open_ServerThatHangsUp_SaysSoAfterAskingAgain()
    {
        await using var storage = await StorageServer.StartAsync();
        var url = storage.On("/a", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var error = await RefusedAsync(url, isPrivateAllowed: true, "127.0.0.1");

        Assert.Equal("127.0.0.1 could not be reached.", error.Message);
        Assert.Equal(3, storage.CountOf("/a"));
    }

    [Fact]
    public async Task Request_TellsTheStorageNothingOfThisMachine()
    {
        await using var world = await RecordingWorld.StartAsync();
        string[] headers = [];

        await world.AnnounceAsync(1, world.Storage.On("/a", context =>
        {
            headers = [.. context.Request.Headers.Keys];
            return context.Response.Body.WriteAsync(StorageServer.Audio(1000)).AsTask();
        }));

        await world.WaitForAsync(1, "stored");
        Assert.Equal(["Host", "User-Agent"], headers.Order());
    }

    [Theory]
    [InlineData("http://recordings.example.com/a", "The link is not https.")]
    [InlineData("ftp://recordings.example.com/a", "The link is not https.")]
    [InlineData("file:///etc/passwd", "The link is not https.")]
    [InlineData("https://example.com/a", "leads to example.com, which is not among")]
    [InlineData("https://recordings.example.com.evil.test/a", "which is not among")]
    [InlineData("https://recordings.example.com@evil.test/a", "leads to evil.test, which")]
    [InlineData("https://evilexample.com/a", "which is not among")]
    [InlineData("recordings.example.com/a", "The link cannot be read.")]
    [InlineData("", "The link cannot be read.")]
    [InlineData(null, "The link cannot be read.")]
    public async Task Open_NotAnAllowedLink_IsRefused(string? url, string reason)
    {
        var error = await RefusedAsync(url, isPrivateAllowed: false, "*.example.com");

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*.amazonaws.com", "recordings.s3.ap-south-1.amazonaws.com", true)]
    [InlineData("*.amazonaws.com", "RECORDINGS.S3.AMAZONAWS.COM", true)]
    [InlineData("*.amazonaws.com", "amazonaws.com", false)]
    [InlineData("*.amazonaws.com", ".amazonaws.com", false)]
    [InlineData("*.amazonaws.com", "badamazonaws.com", false)]
    [InlineData("files.example.com", "files.example.com", true)]
    [InlineData("files.example.com", "a.files.example.com", false)]
    public void HostList_Contains_KnowsSubDomains(string allowed, string host, bool isAllowed) =>
        Assert.Equal(isAllowed, new HostList([allowed]).Contains(host));

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data", "private network")]
    [InlineData("http://10.0.0.1/a", "which is not among Superfone:Recordings:AllowedHosts")]
    [InlineData("ftp://127.0.0.1/a", "is not https")]
    public async Task Redirect_ToWhereNobodyMayGo_IsRefused(string target, string reason)
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:AllowedHosts:1"] = "169.254.169.254" });

        await world.AnnounceAsync(1, Redirect(world.Storage, "/a", target));

        var failed = await world.WaitForAsync(1, "failed");
        Assert.Contains(reason, failed["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_ToAnAllowedHost_IsFollowedButNotForEver()
    {
        await using var world = await RecordingWorld.StartAsync();
        world.Storage.OnFile("/b", StorageServer.Audio(1000));

        await world.AnnounceAsync(1, Redirect(world.Storage, "/a", "/b"));
        await world.AnnounceAsync(2, Redirect(world.Storage, "/loop", "/loop"));

        await world.WaitForAsync(1, "stored");
        Assert.Equal("The server redirected more than 3 times.", (await world.WaitForAsync(2, "failed"))["error"]!.GetValue<string>());
        Assert.Equal(4, world.Storage.CountOf("/loop"));
    }

    [Fact]
    public async Task Http_WithoutPrivateNetworks_IsNotAskedFor()
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:AllowPrivateNetworks"] = "false" });

        await world.AnnounceAsync(1, world.Storage.OnFile("/a", StorageServer.Audio(1000)));

        Assert.Equal("The link is not https.", (await world.WaitForAsync(1, "failed"))["error"]!.GetValue<string>());
        Assert.Empty(world.Storage.Requests);
    }

    private static string Redirect(StorageServer storage, string path, string target) => storage.On(path, context =>
    {
        context.Response.Redirect(target);
        return Task.CompletedTask;
    });

    private static async Task<RecordingException> RefusedAsync(string? url, bool isPrivateAllowed, string host)
    {
        var options = new FixedOptions<RecordingOptions>(new RecordingOptions
        {
            Enabled = true,
            AllowedHosts = [host],
            AllowPrivateNetworks = isPrivateAllowed,
            MaxBytes = 1,
            Concurrency = 1,
            RetryDelay = TimeSpan.FromSeconds(1),
            StallTimeout = TimeSpan.FromSeconds(5),
            ReserveBytes = 0,
        });
        var services = new ServiceCollection().AddSingleton<IOptionsMonitor<RecordingOptions>>(options).AddSingleton(TimeProvider.System);
        services.AddRecordingClient();
        await using var provider = services.BuildServiceProvider();
        var source = new RecordingSource(provider.GetRequiredService<IHttpClientFactory>(), options);

        return await Assert.ThrowsAsync<RecordingException>(() => source.OpenAsync(url, TestContext.Current.CancellationToken));
    }
}
