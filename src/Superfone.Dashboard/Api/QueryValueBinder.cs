using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Superfone.Dashboard.Api;

/// <summary>Reads one value of a query string strictly; what is wrong with it is told under the parameter's name.</summary>
internal sealed partial class QueryValueBinder : IModelBinder
{
    /// <inheritdoc/>
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var text = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue;
        if (text is null)
            return Task.CompletedTask;
        var type = bindingContext.ModelMetadata.UnderlyingOrModelType;
        var (value, expected) = Read(text, type);
        if (expected is null)
        {
            bindingContext.Result = ModelBindingResult.Success(value);
            return Task.CompletedTask;
        }

        var name = JsonNamingPolicy.CamelCase.ConvertName(bindingContext.ModelName);
        bindingContext.ModelState.TryAddModelError(name, $"'{text}' is not {expected}.");
        return Task.CompletedTask;
    }

    /// <summary>Whether values of a type are read by this binder.</summary>
    public static bool Reads(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(DateTime);

    private static (object? Value, string? Expected) Read(string text, Type type)
    {
        if (type == typeof(string))
            return (string.IsNullOrWhiteSpace(text) ? null : text, null);
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? (flag, null) : (null, "true or false");
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, null) : (null, "a whole number");
        if (type == typeof(long))
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (id, null) : (null, "a whole number");
        return type == typeof(DateTime) ? ReadInstant(text) : ReadEnum(text, type);
    }

    private static (object? Value, string? Expected) ReadEnum(string text, Type type)
    {
        var names = Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
        return names.Contains(text) ? (Enum.Parse(type, text, ignoreCase: true), null) : (null, $"one of {string.Join(", ", names)}");
    }

    private static (object? Value, string? Expected) ReadInstant(string text)
    {
        // The + of an offset that nobody escaped arrives as a space: 2026-05-15T10:30:00 05:30.
        var instant = LostPlus().Replace(text, "+$1");
        return Instant().IsMatch(instant)
            && DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
            ? (value.UtcDateTime, null)
            : (null, "an instant such as 2026-05-15T10:30:00Z");
    }

    [GeneratedRegex(@"(?<=T.*) (\d\d:?\d\d)$", RegexOptions.IgnoreCase)]
    private static partial Regex LostPlus();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:?\d\d)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Instant();
}

/// <summary>Chooses <see cref="QueryValueBinder"/> for what comes from the query string.</summary>
internal sealed class QueryValueBinderProvider : IModelBinderProvider
{
    private static readonly QueryValueBinder Binder = new();

    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var source = context.BindingInfo.BindingSource ?? context.Metadata.BindingSource;
        return (source is null || source == BindingSource.Query) && QueryValueBinder.Reads(context.Metadata.UnderlyingOrModelType) ? Binder : null;
    }
}
