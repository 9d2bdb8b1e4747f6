using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Filters;

/// <summary>A property of a filter as a URL parameter.</summary>
/// <typeparam name="TFilter">The filter.</typeparam>
/// <param name="name">The parameter's name.</param>
internal abstract class FilterParameter<TFilter>(string name)
{
    /// <summary>The parameter's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the filter has a value for it.</summary>
    public abstract bool IsSet(TFilter filter);

    /// <summary>The value in the form that <see cref="Read"/> understands; <see langword="null"/> if the filter has none.</summary>
    public abstract string? Write(TFilter filter);

    /// <summary>Reads the value from a URL into a filter that is being built.</summary>
    public abstract void Read(QueryValues values, TFilter filter);
}

/// <summary>A property of a filter as a URL parameter.</summary>
/// <typeparam name="TFilter">The filter.</typeparam>
/// <typeparam name="TValue">The property's type; <see langword="null"/> means not set.</typeparam>
/// <param name="property">The property.</param>
/// <param name="name">The parameter's name.</param>
/// <param name="read">Reads the value of a parameter by its name.</param>
internal sealed class FilterParameter<TFilter, TValue>(PropertyInfo property, string name, Func<QueryValues, string, TValue> read)
    : FilterParameter<TFilter>(name)
{
    private readonly Func<TFilter, TValue> _get = property.GetMethod!.CreateDelegate<Func<TFilter, TValue>>();
    private readonly Action<TFilter, TValue> _set = property.SetMethod!.CreateDelegate<Action<TFilter, TValue>>();

    /// <summary>The filter's value.</summary>
    public TValue Of(TFilter filter) => _get(filter);

    /// <inheritdoc/>
    public override bool IsSet(TFilter filter) => Of(filter) is not null;

    /// <inheritdoc/>
    public override string? Write(TFilter filter) => QueryValues.TextOf(Of(filter));

    /// <inheritdoc/>
    public override void Read(QueryValues values, TFilter filter) => _set(filter, read(values, Name));
}

/// <summary>Creates URL parameters from properties. By default they have the property's name in camel case, as in the API.</summary>
internal static class FilterParameter
{
    /// <summary>A parameter with a number, a choice or an instant.</summary>
    public static FilterParameter<TFilter, T?> Of<TFilter, T>(Expression<Func<TFilter, T?>> property, string? name = null)
        where T : struct =>
        new(PropertyOf(property), name ?? NameOf(property), (values, parameter) => values.Read<T>(parameter));

    /// <summary>A parameter with text; search words if the property has a <see cref="SearchWordsAttribute"/>.</summary>
    public static FilterParameter<TFilter, string?> Of<TFilter>(Expression<Func<TFilter, string?>> property, string? name = null) =>
        new(
            PropertyOf(property),
            name ?? NameOf(property),
            PropertyOf(property).IsDefined(typeof(SearchWordsAttribute)) ? (values, parameter) => values.Words(parameter) : (values, parameter) => values.Text(parameter));

    private static string NameOf(LambdaExpression property) => JsonNamingPolicy.CamelCase.ConvertName(PropertyOf(property).Name);

    private static PropertyInfo PropertyOf(LambdaExpression property) => (PropertyInfo)((MemberExpression)property.Body).Member;
}
