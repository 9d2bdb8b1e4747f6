using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Tests.Access;

public sealed class SecondFactorTests
{
    private static readonly Dictionary<string, string> Owner = new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword };

    [Fact]
    public async Task Login_WithAnApp_AsksForItsCode()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var (key, _) = await TurnOnAsync(dashboard);
        using var client = dashboard.CreateClient();

        using var first = await RunningDashboard.SubmitAsync(client, "/login", new(Owner));
        Assert.StartsWith("/login/code", first.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
        using var wrong = await RunningDashboard.SubmitAsync(client, "/login/code", new() { ["code"] = "000000" });
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);

        using var right = await RunningDashboard.SubmitAsync(client, "/login/code", new() { ["code"] = CodeOf(key) });

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Login_WithARecoveryCode_WorksOnce()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var (_, codes) = await TurnOnAsync(dashboard);
        Assert.Equal(10, codes.Count);

        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(dashboard, codes[0]));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(dashboard, codes[0]));
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(dashboard, codes[1]));
    }

    [Fact]
    public async Task Login_WithACodeThatWasUsedBefore_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var (key, _) = await TurnOnAsync(dashboard);
        var code = CodeOf(key);

        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(dashboard, code));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(dashboard, code));
    }

    [Fact]
    public async Task Login_OfSomebodyDisabledBeforeTheirCode_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var users = dashboard.Services.GetRequiredService<UserDirectory>();
        var id = await dashboard.AddUserAsync("asha@example.com", Roles.Agent);
        using var asha = await dashboard.SignInAsync("asha@example.com", RunningDashboard.OwnerPassword);
        var (_, codes) = await TurnOnAsync(asha);
        using var client = dashboard.CreateClient();
        using var first = await RunningDashboard.SubmitAsync(client, "/login", new() { ["email"] = "asha@example.com", ["password"] = RunningDashboard.OwnerPassword });
        var page = await client.GetAsync("/login/code", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        await users.ChangeAsync(id, new UserPatch { Disabled = true }, Actor.System);
        using var second = await RunningDashboard.SubmitAsync(client, "/login/code", new() { ["code"] = codes[0] });

        Assert.NotEqual(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Link_OfSomebodyWhoLostTheirPhone_EndsTheirSecondFactors()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var users = dashboard.Services.GetRequiredService<UserDirectory>();
        var id = await dashboard.AddUserAsync("asha@example.com", Roles.Agent);
        using (var asha = await dashboard.SignInAsync("asha@example.com", RunningDashboard.OwnerPassword))
            await TurnOnAsync(asha);

        var link = (await users.ResetAsync(id, Actor.System)).Link!;
        using var client = dashboard.CreateClient();
        using var reply = await RunningDashboard.SubmitAsync(
            client, $"{InviteLink.Path}?token={link.Value}", new() { ["password"] = "a new horse battery", ["confirm"] = "a new horse battery" });

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
        using var again = await dashboard.SignInAsync("asha@example.com", "a new horse battery");
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Role_ThatNeedsASecondFactorFromNowOn_OpensNothingElseThoughSignedIn()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = await dashboard.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/calls", TestContext.Current.CancellationToken)).StatusCode);

        await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(
            new Dictionary<SettingDefinition, string?> { [SettingCatalog.SecondFactorRoles] = "Owner" }, Actor.System);
        using var page = await client.GetAsync("/calls", TestContext.Current.CancellationToken);

        Assert.StartsWith("/account/second-factor", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_RoleNeedsASecondFactor_OpensNothingElseUntilItIsSetUp()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(
            new Dictionary<SettingDefinition, string?> { [SettingCatalog.SecondFactorRoles] = "Owner" }, Actor.System);
        using var client = await dashboard.SignInAsync();
        var token = TestContext.Current.CancellationToken;

        using var page = await client.GetAsync("/calls", token);
        using var api = await client.GetAsync("/api/v1/calls", token);
        Assert.StartsWith("/account/second-factor", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode);

        await TurnOnAsync(client);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/calls", token)).StatusCode);
    }

    private static async Task<HttpStatusCode> SignInAsync(RunningDashboard dashboard, string code)
    {
        using var client = dashboard.CreateClient();
        using var first = await RunningDashboard.SubmitAsync(client, "/login", new(Owner));
        using var second = await RunningDashboard.SubmitAsync(client, "/login/code", new() { ["code"] = code });
        return second.StatusCode;
    }

    private static async Task<(string Key, IReadOnlyList<string> Codes)> TurnOnAsync(RunningDashboard dashboard)
    {
        using var client = await dashboard.SignInAsync();
        return await TurnOnAsync(client);
    }

    internal static async Task<(string Key, IReadOnlyList<string> Codes)> TurnOnAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/account/second-factor", TestContext.Current.CancellationToken);
        var key = Regex.Match(page, "<code>([A-Z2-7]{16,})</code>").Groups[1].Value;
        using var reply = await RunningDashboard.SubmitAsync(client, "/account/second-factor", new() { ["code"] = CodeOf(key) });
        var shown = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (key, [.. Regex.Matches(shown, "<li><code>([^<]+)</code></li>").Select(match => match.Groups[1].Value)]);
    }

    // RFC 6238 with SHA-1, six digits and half a minute, as authenticator apps compute it.
    private static string CodeOf(string key)
    {
        var bits = string.Concat(key.Select(character => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(character), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2)).ToArray();
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard names it.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
