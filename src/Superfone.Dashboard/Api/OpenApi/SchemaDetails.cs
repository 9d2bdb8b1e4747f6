using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>
/// Completes schemas: what is always part of a reply is required, what a request must have is not null, unknown members are refused, and
/// simple values have examples.
/// </summary>
internal sealed class SchemaDetails : IOpenApiSchemaTransformer
{
    private static readonly Dictionary<string, string> Problems = new()
    {
        ["type"] = "A URI of the kind of error.",
        ["title"] = "The kind of error.",
        ["status"] = "The HTTP status.",
        ["detail"] = "What is wrong, as a sentence.",
        ["instance"] = "The request, if it is told.",
        ["errors"] = "What is wrong with each parameter or member, by its name.",
    };

    /// <summary>Whether a schema is the body of a request, by its name. It says itself what is required.</summary>
    public static bool IsRequest(string name) => name.EndsWith("Request", StringComparison.Ordinal);

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (schema.Enum is { Count: > 0 })
            schema.Type ??= JsonSchemaType.String;
        else if (type.IsAssignableTo(typeof(ProblemDetails)))
            DescribeProblem(schema);
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && type.Namespace?.StartsWith(nameof(Superfone), StringComparison.Ordinal) == true)
            CompleteObject(schema, context.JsonTypeInfo);
        if (context.JsonPropertyInfo is { } property)
            CompleteProperty(schema, property);
        return Task.CompletedTask;
    }

    private static void CompleteObject(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (!IsRequest(type.Type.Name))
            schema.Required = type.Properties.Where(property => schema.Properties?.ContainsKey(property.Name) == true && !MayBeAbsent(property)).Select(property => property.Name).ToHashSet();
        if (type.Properties.Any(property => property.IsExtensionData))
            (schema.AdditionalProperties, schema.AdditionalPropertiesAllowed) = (null, false);
    }

    private static void CompleteProperty(OpenApiSchema schema, JsonPropertyInfo property)
    {
        if (property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true)
            schema.Type &= ~JsonSchemaType.Null;

        // Numbers with more digits than JavaScript's can hold.
        if (property.NumberHandling?.HasFlag(JsonNumberHandling.WriteAsString) == true)
            (schema.Type, schema.Format, schema.Pattern, schema.Examples) = (JsonSchemaType.String, null, "^[0-9]+$", [ExampleValues.LongId]);
        else if (schema.Enum is not { Count: > 0 } && ExampleValues.Of(property.Name, schema.Type) is { } example)
            schema.Examples = [example];
    }

    private static void DescribeProblem(OpenApiSchema schema)
    {
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            property.Description = Problems[name];
    }

    private static bool MayBeAbsent(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];
}
