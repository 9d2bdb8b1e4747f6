using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Api;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_ListsTheRoutesOfTheApiAndNothingElse()
    {
        await using var api = await ApiDashboard.StartAsync();

        var document = JsonNode.Parse(await api.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;

        Assert.Equal(
            [
                "/api/v1/audit", "/api/v1/calls", "/api/v1/calls/{cdrId}", "/api/v1/calls/{cdrId}/notes", "/api/v1/calls/{cdrId}/recording", "/api/v1/calls/{cdrId}/tags", "/api/v1/contacts", "/api/v1/contacts/{contactId}",
                "/api/v1/contacts/{contactId}/export", "/api/v1/contacts/{contactId}/timeline", "/api/v1/deliveries", "/api/v1/deliveries/import", "/api/v1/deliveries/{deliveryId}",
                "/api/v1/deliveries/{deliveryId}/body", "/api/v1/deliveries/{deliveryId}/replay", "/api/v1/destinations", "/api/v1/destinations/{id}", "/api/v1/destinations/{id}/attempts",
                "/api/v1/destinations/{id}/attempts/{attemptId}/retry", "/api/v1/destinations/{id}/retry", "/api/v1/destinations/{id}/secret", "/api/v1/destinations/{id}/test", "/api/v1/erasures/{erasureId}", "/api/v1/export", "/api/v1/follow-ups",
                "/api/v1/follow-ups/assignees", "/api/v1/follow-ups/{id}/assign", "/api/v1/follow-ups/{id}/claim", "/api/v1/follow-ups/{id}/close", "/api/v1/follow-ups/{id}/note",
                "/api/v1/follow-ups/{id}/release", "/api/v1/follow-ups/{id}/reopen", "/api/v1/follow-ups/{id}/snooze", "/api/v1/numbers/{phone}/mark",
                "/api/v1/projection", "/api/v1/projection/rebuild", "/api/v1/staff", "/api/v1/stats",
                "/api/v1/summaries/unmatched", "/api/v1/summaries/{cdrUuid}/call", "/api/v1/summaries/{cdrUuid}/call/{cdrId}", "/api/v1/tasks",
                "/api/v1/tokens", "/api/v1/tokens/{id}", "/api/v1/users", "/api/v1/users/{id}", "/api/v1/users/{id}/reset", "/api/v1/users/{id}/sign-out",
            ],
            document["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal));
        var list = document["paths"]!["/api/v1/calls"]!["get"]!;
        Assert.Contains("newest first", list["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        var outcome = list["parameters"]!.AsArray().Single(parameter => parameter!["name"]!.GetValue<string>() == "outcome")!;
        Assert.NotEqual("", outcome["description"]!.GetValue<string>());
        Assert.Contains("\"inProgress\"", document.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["token"]!["scheme"]!.GetValue<string>());
    }
}
