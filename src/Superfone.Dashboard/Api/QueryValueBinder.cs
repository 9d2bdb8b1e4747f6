using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Api;

/// <summary>Reads a value of the query string strictly; errors are reported under the name of the parameter.</summary>
internal sealed class QueryValueBinder : IModelBinder
{
    /// <inheritdoc/>
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var text = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue;
        if (text is null)
            return Task.CompletedTask;
        var type = bindingContext.ModelMetadata.UnderlyingOrModelType;
        var (value, expected) = QueryText.Read(text, type);
        if (expected is null)
        {
            bindingContext.Result = ModelBindingResult.Success(value);
            return Task.CompletedTask;
        }

        var name = JsonNamingPolicy.CamelCase.ConvertName(bindingContext.ModelName);
        bindingContext.ModelState.TryAddModelError(name, $"'{QueryLimits.Quote(text)}' is not {expected}.");
        return Task.CompletedTask;
    }
}

/// <summary>Selects <see cref="QueryValueBinder"/> for values of the query string.</summary>
internal sealed class QueryValueBinderProvider : IModelBinderProvider
{
    private static readonly QueryValueBinder Binder = new();

    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var source = context.BindingInfo.BindingSource ?? context.Metadata.BindingSource;
        return (source is null || source == BindingSource.Query) && QueryText.CanRead(context.Metadata.UnderlyingOrModelType) ? Binder : null;
    }
}
