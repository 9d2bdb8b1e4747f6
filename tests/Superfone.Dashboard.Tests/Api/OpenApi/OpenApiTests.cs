using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Api.OpenApi;

/// <summary>The OpenAPI document says enough of each route to call it, and to generate a client.</summary>
public sealed class OpenApiTests(ServedDocument served) : IClassFixture<ServedDocument>
{
    private const string Switch = "SUPERFONE_WRITE_OPENAPI";
    private const string Problem = "application/problem+json";

    // Replies to whatever is asked.
    private static readonly string[] Always = ["400", "401", "403", "429"];

    // Replies that have no body.
    private static readonly string[] Bodiless = ["202", "204", "416"];

    [Fact]
    public void Document_ListsTheRoutesOfTheApiAndNothingElse() => Assert.Equal(
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
            "/export/analytics/{view}.{format}", "/export/audit.{format}", "/export/calls.{format}", "/export/contacts.{format}", "/export/follow-ups.{format}",
        ],
        served.Root["paths"]!.AsObject().Select(path => path.Key));

    /// <summary>Clients are generated from the file, without a dashboard. <c>bash eng/api/write.sh</c> writes it.</summary>
    [Fact]
    public void File_InDocs_IsTheServedDocument()
    {
        var path = Path.Combine(Tool.Root, "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable(Switch) is { Length: > 0 })
            File.WriteAllText(path, served.Text + "\n");

        Assert.True(
            File.ReadAllText(path).ReplaceLineEndings("\n").Trim() == served.Text,
            "docs/openapi.json is not what is served at /openapi/v1.json: run 'bash eng/api/write.sh' and look at what has changed for programs.");
    }

    [Fact]
    public void Operations_All_HaveAnIdOfTheirOwnASummaryAndADescribedTag()
    {
        var tags = served.Root["tags"]!.AsArray().ToDictionary(tag => tag!["name"]!.GetValue<string>(), tag => tag!["description"]?.GetValue<string>());

        Assert.All(served.Operations, operation =>
        {
            Assert.Matches("^[a-z][A-Za-z]+$", operation.Operation["operationId"]?.GetValue<string>() ?? "");
            Assert.False(string.IsNullOrWhiteSpace(operation.Operation["summary"]?.GetValue<string>()), $"{operation.Name} has no summary");
            Assert.False(string.IsNullOrWhiteSpace(tags[Assert.Single(operation.Operation["tags"]!.AsArray())!.GetValue<string>()]), $"{operation.Name}: its tag has no description");
        });
        Assert.Distinct(served.Operations.Select(operation => operation.Operation["operationId"]!.GetValue<string>()));
    }

    [Fact]
    public void Parameters_All_SayWhatTheyMeanAndShowAnExample() => Assert.All(
        served.Operations.SelectMany(operation => operation.Operation["parameters"]?.AsArray() ?? [], (operation, parameter) => (operation.Name, Parameter: parameter!)),
        pair =>
        {
            var name = $"{pair.Name}: {pair.Parameter["name"]}";
            Assert.False(string.IsNullOrWhiteSpace(pair.Parameter["description"]?.GetValue<string>()), $"{name} has no description");
            Assert.True(pair.Parameter["example"] is not null || pair.Parameter["examples"] is not null || IsChoice(pair.Parameter["schema"]!), $"{name} has no example: see ExampleValues");
        });

    [Fact]
    public void Bodies_All_HaveAShapeWithExamples() => Assert.All(
        served.Operations.Where(operation => operation.Operation["requestBody"] is not null),
        operation =>
        {
            var body = operation.Operation["requestBody"]!;
            Assert.False(string.IsNullOrWhiteSpace(body["description"]?.GetValue<string>()), $"{operation.Name}: the body has no description");
            var schema = Resolved(Assert.Single(body["content"]!.AsObject()).Value!["schema"]!);
            Assert.True(schema["type"] is not null, $"{operation.Name}: the body has no shape");
            Assert.All(schema["properties"]?.AsObject() ?? [], property => Assert.True(
                property.Value!["examples"] is not null || IsChoice(property.Value) || IsObject(property.Value) || property.Value["items"]?["$ref"] is not null,
                $"{operation.Name}: {property.Key} has no example: see ExampleValues"));
        });

    [Fact]
    public void Replies_All_SayWhatTheyMeanAndHaveAShape() => Assert.All(served.Operations, operation =>
    {
        var replies = operation.Operation["responses"]!.AsObject();
        Assert.Contains(replies, reply => reply.Key[0] == '2');
        Assert.All(Always, status => Assert.True(replies.ContainsKey(status), $"{operation.Name} does not describe {status}"));
        Assert.True(replies.ContainsKey("404") || !operation.Name.Contains("Id}", StringComparison.Ordinal) && !operation.Name.Contains("{id}", StringComparison.Ordinal), $"{operation.Name} does not describe 404");
        Assert.All(replies, reply =>
        {
            Assert.False(string.IsNullOrWhiteSpace(reply.Value!["description"]?.GetValue<string>()), $"{operation.Name} {reply.Key} has no description");
            var content = reply.Value["content"]?.AsObject();
            var isBodiless = operation.Name.StartsWith("HEAD", StringComparison.Ordinal) || Bodiless.Contains(reply.Key);
            Assert.True(isBodiless || content is { Count: > 0 }, $"{operation.Name} {reply.Key} has no shape");
            Assert.All(content ?? [], type => Assert.True(type.Value!["schema"] is JsonObject { Count: > 0 }, $"{operation.Name} {reply.Key} {type.Key} has no shape"));
            Assert.True(reply.Key[0] != '4' || content is not { Count: > 0 } || content.ContainsKey(Problem), $"{operation.Name} {reply.Key} is no {Problem}");
        });
    });

    [Fact]
    public void Schemas_All_DescribeTheirPropertiesAndHaveExactTypes()
    {
        Assert.All(served.Schemas, schema =>
        {
            Assert.All(schema.Schema["properties"]?.AsObject() ?? [], property => Assert.True(
                !string.IsNullOrWhiteSpace(property.Value!["description"]?.GetValue<string>()), $"{schema.Name}.{property.Key} has no description"));
            Assert.DoesNotContain(schema.Schema["enum"]?.AsArray() ?? [], member => member is null);
        });
        Assert.DoesNotContain(served.Schemas, schema => schema.Name is "FileResult" or "FileContentResult" or "StringSegment");
        var call = Resolved(new JsonObject { ["$ref"] = "#/components/schemas/CallItem" });
        Assert.Equal("integer", call["properties"]!["cdrId"]!["type"]!.GetValue<string>());
        Assert.Equal(["null", "string"], call["properties"]!["phone"]!["type"]!.AsArray().Select(type => type!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Contains("tags", call["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("inProgress", Resolved(call["properties"]!["outcome"]!)["enum"]!.AsArray().Select(member => member!.GetValue<string>()));
        Assert.Equal("bearer", served.Root["components"]!["securitySchemes"]!["token"]!["scheme"]!.GetValue<string>());
    }

    private JsonNode Resolved(JsonNode schema) => schema["$ref"]?.GetValue<string>() is { } reference
        ? served.Root["components"]!["schemas"]![reference.Split('/')[^1]]!
        : schema;

    // One of few values, which are listed.
    private bool IsChoice(JsonNode schema) => $"{Resolved(schema)["type"]}".Contains("boolean", StringComparison.Ordinal)
        || Resolved(schema)["enum"] is not null || schema["oneOf"]?.AsArray().Any(option => IsChoice(option!)) == true;

    // Its members have examples of their own.
    private bool IsObject(JsonNode schema) => Resolved(schema)["properties"] is not null || schema["oneOf"]?.AsArray().Any(option => IsObject(option!)) == true;
}
