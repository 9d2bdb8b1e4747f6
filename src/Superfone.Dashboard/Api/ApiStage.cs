using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Api.Mcp;
using Superfone.Dashboard.Api.OpenApi;
using Superfone.Dashboard.ReadModels;

namespace Superfone.Dashboard.Api;

/// <summary>Adds <c>/api/v1</c> and its OpenAPI document.</summary>
public static class ApiStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddControllers().AddJsonOptions(options => ItemJson.Configure(options.JsonSerializerOptions));
        services.Configure<MvcOptions>(options =>
        {
            options.ModelBinderProviders.Insert(0, new QueryValueBinderProvider());
            options.ModelMetadataDetailsProviders.Add(new SystemTextJsonValidationMetadataProvider());
            options.OutputFormatters.RemoveType<StringOutputFormatter>();
            options.Conventions.Add(new DeclaredReply());
        });

        // The OpenAPI schemas come from these options, not from those of the controllers.
        services.ConfigureHttpJsonOptions(options =>
        {
            ItemJson.Configure(options.SerializerOptions);
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict; // Otherwise numbers are described as "number or text".
        });
        services.AddProblemDetails();
        services.AddOpenApi(options =>
        {
            options.ShouldInclude = action => action.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer<ApiDescription>();
            options.AddDocumentTransformer<ExportOperations>();
            options.AddDocumentTransformer<DocumentDetails>();
            options.AddOperationTransformer<OperationDetails>();
            options.AddSchemaTransformer<SchemaDetails>();
        });
        services.AddMcp();
        return services;
    }

    /// <summary>Maps the document at <c>/openapi/v1.json</c>, the page for trying it, and <c>/mcp</c>; controllers are mapped elsewhere.</summary>
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().RequirePermission(Permission.Read);
        endpoints.MapReference();
        endpoints.MapMcpEndpoint();
    }
}
