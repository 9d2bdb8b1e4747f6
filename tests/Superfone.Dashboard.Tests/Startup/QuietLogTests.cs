using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Startup;

public sealed class QuietLogTests
{
    [Fact]
    public async Task Log_InNormalUse_HasNoWarnings()
    {
        using var warnings = new KeptLog(LogLevel.Warning);
        var dashboard = await RunningDashboard.StartAsync(configure: builder => builder.Logging.AddProvider(warnings));
        await using var api = new ApiDashboard(dashboard);
        await api.PostAsync(Payload.AnsweredCall(1), Payload.Contact(1, "+917000000001", "Asha"), Payload.Summary("8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f", "Hello", 60));
        foreach (var path in new[] { "/health/ready", "/health/live", "/metrics", "/openapi/v1.json", "/api/v1/stats", "/api/v1/calls?q=asha" })
        {
            using var response = await api.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        }

        await dashboard.Services.GetRequiredService<DeliveryCountQueries>().ReadAsync(Visibility.Everything, new DeliveryFilter { Q = "asha" }, TestContext.Current.CancellationToken);
        await dashboard.Services.GetRequiredService<ContactCountQueries>().CountAsync(
            Visibility.Everything, new ContactFilter(), history: new StageHistory("New", StageStep.Entered), cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(warnings.Lines);
    }

    [Fact]
    public async Task Log_WhateverStrangersAskFor_DoesNotGrowWithIt()
    {
        using var log = new KeptLog();
        await using var dashboard = await RunningDashboard.StartAsync(configure: builder => builder.Logging.AddProvider(log));
        using var client = dashboard.CreateClient();
        var page = await client.GetAsync("/login", TestContext.Current.CancellationToken);
        var antiforgery = Assert.Single(page.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("Antiforgery", StringComparison.Ordinal)).Split('=')[0];
        var before = log.Lines.Count;

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("/api/v1/calls", request => request.Headers.TryAddWithoutValidation("Authorization", "Bearer nonsense")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/login", request => request.Headers.Add("Cookie", $"{antiforgery}=CfDJ8nonsense; superfone=nonsense")));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync("/login", request => (request.Method, request.Content) = (HttpMethod.Post, new StringContent("email=a"))));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync("/api/v1/nothing", _ => { }));
        Assert.Equal([], log.Lines.Skip(before));

        // What their requests find out by the way is said once.
        var lost = dashboard.LosePrimary();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("/health/ready", _ => { }));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("/health/ingest", _ => { }));
        lost.Dispose();
        Assert.Distinct(log.Lines.Skip(before));
        Assert.All(log.Lines.Skip(before), line => Assert.True(IsOfFault(line), line));

        for (var post = 0; post < 20; post++)
        {
            using var refused = await client.PostAsync("/webhooks/superfone", new StringContent("{}"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        Assert.Single(log.Lines.Skip(before), line => !IsOfFault(line));

        static bool IsOfFault(string line) => line.StartsWith("Deliveries ", StringComparison.Ordinal) || line.StartsWith("Pages ", StringComparison.Ordinal);

        async Task<HttpStatusCode> AskAsync(string path, Action<HttpRequestMessage> change)
        {
            using var stranger = dashboard.CreateClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            change(request);
            using var response = await stranger.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }
}
