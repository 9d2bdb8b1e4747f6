using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Superfone.Dashboard.Api;

/// <summary>Rejects unknown parameters: a mistyped filter must not list everything.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnknownParametersAttribute : ActionFilterAttribute
{
    // Runs before the filter that turns model errors into 400, so that one reply names all errors.
    private const int BeforeModelState = -3000;

    /// <summary>A filter that runs before the reply to invalid values.</summary>
    public UnknownParametersAttribute() => Order = BeforeModelState;

    /// <inheritdoc/>
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        var metadata = context.HttpContext.RequestServices.GetRequiredService<IModelMetadataProvider>();
        var known = context.ActionDescriptor.Parameters
            .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Query)
            .SelectMany(parameter => NamesOf(parameter, metadata))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in context.HttpContext.Request.Query)
        {
            if (!known.Contains(name))
                context.ModelState.AddModelError(name, $"There is no parameter '{name}' here; there are: {Listed(known)}.");
            else if (values.Count > 1)
                context.ModelState.AddModelError(name, $"'{name}' is given more than once.");
        }
    }

    private static IEnumerable<string> NamesOf(ParameterDescriptor parameter, IModelMetadataProvider metadata)
    {
        var type = metadata.GetMetadataForType(parameter.ParameterType);
        return type.IsComplexType
            ? type.Properties.Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.PropertyName!))
            : [parameter.BindingInfo?.BinderModelName ?? parameter.Name];
    }

    private static string Listed(HashSet<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
