using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>Corrects what the framework writes of values that may be null, and sorts paths and schemas, so that a change of the document is easy to see.</summary>
internal sealed class DocumentDetails : IOpenApiDocumentTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        foreach (var (name, schema) in schemas)
        {
            // An enum that is also a parameter that may be absent would have null among its members.
            foreach (var missing in (schema.Enum ?? []).Where(member => member is null || member.GetValueKind() == System.Text.Json.JsonValueKind.Null).ToList())
                schema.Enum!.Remove(missing);
            foreach (var property in schema.Properties?.Keys.ToList() ?? [])
                schema.Properties![property] = Corrected(schema.Properties[property], isNeeded: SchemaDetails.IsRequest(name) && schema.Required?.Contains(property) == true);
        }

        document.Components?.Schemas = schemas.OrderBy(schema => schema.Key, StringComparer.Ordinal).ToDictionary();
        var paths = document.Paths.OrderBy(path => path.Key, StringComparer.Ordinal).ToList();
        document.Paths = [];
        foreach (var (path, item) in paths)
            document.Paths.Add(path, item);
        return Task.CompletedTask;
    }

    // "null or one of these" with the description inside: it belongs to the property.
    private static IOpenApiSchema Corrected(IOpenApiSchema property, bool isNeeded)
    {
        if (property is not OpenApiSchema { OneOf: [{ Type: JsonSchemaType.Null }, OpenApiSchemaReference reference] } schema)
            return property;
        if (isNeeded)
            return reference;
        schema.Description ??= reference.Description;
        return schema;
    }
}
