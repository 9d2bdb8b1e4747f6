using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Exports;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>
/// Adds the lists under <c>/export</c>, which accept API tokens too. They take the parameters of a page, those of the list in the API among them, so that
/// no method has them as arguments.
/// </summary>
internal sealed class ExportOperations : IOpenApiDocumentTransformer
{
    private const string Problem = "application/problem+json";

    // Parameters that lists have page by page.
    private static readonly string[] Paging = ["limit", "cursor"];

    private static readonly string[] Types = ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

    private static IOpenApiParameter Range => Choice(RangeQuery.Range, "A range of days that is relative to now, instead of `from` and `to`.", BusinessRange.Names);

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var source = Text("source", "Where they come from.", "Website");
        Add("calls", "exportCalls", "All calls that match, as a table", "/api/v1/calls", [Range, Choice(CallQuery.SortName, "Their order.", NamesOf<CallSort>())]);
        Add(
            "contacts", "exportContacts", "All contacts that match, as a table", "/api/v1/contacts",
            [
                Range, Instant(RangeQuery.From, "New at this instant or later."), Instant(RangeQuery.To, "New before this instant."), source,
                .. ContactsQuery.Steps.Select(step => Text(step.Value, $"A lead stage: those whose history has it in the range of time ({step.Value}).", "Interested")),
            ]);
        Add(
            "follow-ups", "exportFollowUps", "All follow-ups that match, as a table; the open ones unless a state is asked for", "/api/v1/follow-ups",
            [
                Range, Instant(RangeQuery.From, "Of returned ones: returned at this instant or later."), Instant(RangeQuery.To, "Of returned ones: returned before this instant."),
                Text("account", "The Superfone number that was called.", "+918000099999"), Text("agent", "Of returned ones: the number or the name of who talked to them.", "+919876543210"),
            ]);
        Add("audit", "exportAuditEntries", "All entries of the audit log that match, as a table. Owner", "/api/v1/audit", [Range]);
        Add(
            "analytics/{view}", "exportAnalytics", "A table of the analytics page; of the last 7 days unless a range of time is asked for", null,
            [
                Choice("view", "The table.", AnalyticsExport.Views, ParameterLocation.Path), Range, Instant(RangeQuery.From, "The first instant."), Instant(RangeQuery.To, "The first instant after it."),
                Text("account", "The Superfone number.", "+918000099999"),
            ]);
        return Task.CompletedTask;

        void Add(string path, string id, string summary, string? list, IEnumerable<IOpenApiParameter> others)
        {
            var operation = new OpenApiOperation
            {
                OperationId = id,
                Summary = $"{summary}.",
                Description = "A file, for people who calculate with it: titles are in the language of whoever asks, times in the zone of the business.",
                Tags = new HashSet<OpenApiTagReference> { new("Export", document) },
                Parameters =
                [
                    .. others.Where(parameter => parameter.In == ParameterLocation.Path),
                    Choice("format", "The kind of file: comma-separated values, or for Excel.", ["csv", "xlsx"], ParameterLocation.Path),
                    .. list is null ? [] : document.Paths[list].Operations![HttpMethod.Get].Parameters!.Where(parameter => !Paging.Contains(parameter.Name)),
                    .. others.Where(parameter => parameter.In == ParameterLocation.Query),
                ],
                Responses = new OpenApiResponses
                {
                    ["200"] = new OpenApiResponse { Description = "The file.", Content = Types.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Stream), document) }) },
                    ["400"] = Refusal("A parameter is unknown or has a wrong value; `detail` names each."),
                    ["401"] = Refusal(OperationDetails.MeaningOf(StatusCodes.Status401Unauthorized)),
                    ["403"] = Refusal(OperationDetails.MeaningOf(StatusCodes.Status403Forbidden)),
                    ["429"] = Refusal(OperationDetails.MeaningOf(StatusCodes.Status429TooManyRequests)),
                },
            };
            document.Paths.Add($"/export/{path}.{{format}}", new OpenApiPathItem { Operations = new() { [HttpMethod.Get] = operation } });
        }

        OpenApiResponse Refusal(string description) => new()
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new() { Schema = new OpenApiSchemaReference(nameof(Microsoft.AspNetCore.Mvc.ProblemDetails), document) } },
        };
    }

    private static OpenApiParameter Text(string name, string description, string example) => Query(name, description, new OpenApiSchema { Type = JsonSchemaType.String }, example);

    private static OpenApiParameter Instant(string name, string description) =>
        Query(name, description, new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" }, ExampleValues.OfParameter(name, JsonSchemaType.String)!);

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema, JsonNode example) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = schema,
        Examples = OperationDetails.NotSent(example),
    };

    private static OpenApiParameter Choice(string name, string description, IEnumerable<string> values, ParameterLocation location = ParameterLocation.Query) => new()
    {
        Name = name,
        In = location,
        Required = location == ParameterLocation.Path,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] },
    };

    private static IEnumerable<string> NamesOf<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName);
}
