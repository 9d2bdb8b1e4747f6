using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>Completes operations: parameters in camelCase with examples, one content type for JSON, and what each status means.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    private const string Json = "application/json";
    private const string OneFollowUp = "api/v1/follow-ups/{id";

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["200"] = "The answer.",
        ["202"] = "It is stored. It is shown once it is projected.",
        ["204"] = "It is done.",
        ["206"] = "The part that the header `Range` asks for.",
        ["400"] = "A parameter or a member is unknown or has a wrong value; `errors` names each.",
        ["401"] = "There is no token and nobody is signed in, or the token is not valid.",
        ["403"] = "The role does not permit it.",
        ["404"] = "There is none with this id that may be seen with this token.",
        ["409"] = "Its state does not permit it; `detail` says why.",
        ["416"] = "The header `Range` asks for what the file does not have.",
        ["429"] = "There were too many requests; try again after as many seconds as the header `Retry-After` says.",
        ["503"] = "It could not be stored now; `detail` says why.",
    };

    /// <summary>What a status means.</summary>
    internal static string MeaningOf(int status) => Meanings[status.ToString(CultureInfo.InvariantCulture)];

    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        Split(operation);
        var isOfFollowUp = context.Description.RelativePath?.StartsWith(OneFollowUp, StringComparison.Ordinal) == true;
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            // As in the items, where it is text.
            if (isOfFollowUp && parameter.In == ParameterLocation.Path)
                (parameter.Schema, parameter.Example) = (new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]+$" }, ExampleValues.LongId);
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name ?? "");
            if (parameter.Schema is not OpenApiSchema { Enum: not { Count: > 0 } } schema || ExampleValues.OfParameter(parameter.Name, schema.Type) is not { } example)
                continue;
            if (parameter.In == ParameterLocation.Path)
                parameter.Example ??= example;
            else
                parameter.Examples = NotSent(example);
        }

        await DescribeBodyAsync(operation, context, cancellationToken);
        KeepJson(operation.RequestBody?.Content);
        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = Meanings[status];
            KeepJson(response.Content);
            if (HttpMethods.IsHead(context.Description.HttpMethod ?? ""))
                response.Content?.Clear();
        }

        if (operation.Responses?.ContainsKey("206") == true)
            (operation.Parameters ??= []).Add(RangeHeader());
    }

    // The page for trying fills examples in, and would otherwise send all of them: a filter that nothing passes.
    internal static Dictionary<string, IOpenApiExample> NotSent(JsonNode example) => new()
    {
        ["example"] = new OpenApiExample { Value = example, Extensions = new Dictionary<string, IOpenApiExtension> { ["x-disabled"] = new JsonNodeExtension(true) } },
    };

    // The first sentence is what lists of operations show.
    private static void Split(OpenApiOperation operation)
    {
        var text = string.Join(' ', (operation.Summary ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        (operation.Summary, operation.Description) = end < 0 ? (text, operation.Description) : (text[..(end + 1)], text[(end + 2)..]);
    }

    // Formatters also read and write "text/json" and "application/*+json", which nobody needs to know.
    private static void KeepJson(IDictionary<string, OpenApiMediaType>? content)
    {
        if (content?.ContainsKey(Json) != true)
            return;
        foreach (var other in content.Keys.Where(type => type is "text/json" or "application/*+json").ToList())
            content.Remove(other);
    }

    private static async Task DescribeBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequestBodyAttribute>().FirstOrDefault() is not { } body)
            return;
        IOpenApiSchema schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellation);
        if (body.Type != typeof(string))
        {
            context.Document!.AddComponent(body.Type.Name, schema);
            schema = new OpenApiSchemaReference(body.Type.Name, context.Document);
        }

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = operation.RequestBody?.Description ?? "The bodies.",
            Content = new Dictionary<string, OpenApiMediaType> { [body.ContentType] = new OpenApiMediaType { Schema = schema } },
        };
    }

    private static OpenApiParameter RangeHeader() => new()
    {
        Name = "Range",
        In = ParameterLocation.Header,
        Description = "A part of the file; without it the whole file is sent.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Examples = NotSent("bytes=0-65535"),
    };
}
