using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Access;

/// <summary>What asks again who somebody is, when they signed in long ago.</summary>
public sealed class ConfirmationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/api/v1/users", """{"email":"asha@example.com","role":"Viewer"}""")]
    [InlineData("POST", "/api/v1/tokens", """{"name":"Export","role":"Viewer"}""")]
    [InlineData("DELETE", "/api/v1/contacts/1?when=now", null)]
    [InlineData("POST", "/passkeys/creation-options", "{}")]
    public async Task Change_LongAfterTheSignIn_IsRefusedUntilThePasswordIsGivenAgain(string method, string path, string? body)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        using var owner = await SignInAsync(dashboard);

        time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync());
        await ConfirmAsync(owner);

        Assert.NotEqual(HttpStatusCode.Forbidden, await SendAsync());

        async Task<HttpStatusCode> SendAsync()
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body is not null)
                request.Content = new StringContent(body, null, "application/json");
            using var response = await owner.SendAsync(request, Cancellation);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task WebhookSecret_LongAfterTheSignIn_IsShownOnceThePasswordIsGivenAgain()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        using var owner = await SignInAsync(dashboard);
        Assert.Contains(RunningDashboard.Secret, await owner.GetStringAsync("/connect", Cancellation), StringComparison.Ordinal);

        time.Advance(TimeSpan.FromMinutes(16));
        Assert.DoesNotContain(RunningDashboard.Secret, await owner.GetStringAsync("/connect", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(RunningDashboard.Secret, await owner.GetStringAsync("/welcome?step=connect", Cancellation), StringComparison.Ordinal);
        await ConfirmAsync(owner);

        Assert.Contains(RunningDashboard.Secret, await owner.GetStringAsync("/connect", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondFactorPage_LongAfterTheSignIn_AsksForThePassword()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        using var owner = await SignInAsync(dashboard);

        time.Advance(TimeSpan.FromMinutes(16));
        using var page = await owner.GetAsync("/account/second-factor", Cancellation);

        Assert.StartsWith("/confirm", page.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnPassword_GuessedAgainAndAgain_MustWait()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var account = dashboard.Services.GetRequiredService<OwnAccount>();
        var id = await dashboard.AddUserAsync("asha@example.com", Roles.Agent);
        var by = People.Asha with { UserId = id };
        for (var guess = 0; guess < 5; guess++)
            Assert.Contains("wrong", Assert.Single((await account.ChangePasswordAsync("wrong", "a new horse battery", null, by)).Errors), StringComparison.Ordinal);

        var right = await account.ChangePasswordAsync(RunningDashboard.OwnerPassword, "a new horse battery", null, by);

        Assert.False(right.IsDone);
        Assert.NotEqual(TimeSpan.Zero, right.Wait);
        Assert.Equal(5, (await AuditOf(dashboard)).Count(entry => entry == "signInFailed"));
    }

    private static async Task<HttpClient> SignInAsync(RunningDashboard dashboard)
    {
        var client = await dashboard.SignInAsync();
        client.DefaultRequestHeaders.Add("X-Requested-With", "superfone");
        return client;
    }

    private static async Task ConfirmAsync(HttpClient client)
    {
        using var reply = await RunningDashboard.SubmitAsync(client, "/confirm", new() { ["password"] = RunningDashboard.OwnerPassword });
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
    }

    private static async Task<List<string>> AuditOf(RunningDashboard dashboard)
    {
        using var owner = dashboard.CreateClient(Roles.Owner);
        var audit = await owner.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>("/api/v1/audit?limit=200", Cancellation);
        return [.. audit!["items"]!.AsArray().Select(entry => entry!["action"]!.GetValue<string>())];
    }
}
