using Microsoft.Extensions.Localization;

namespace Superfone.Dashboard.Localization;

/// <summary>The names of enumeration values: the resource <c>Outcome.Missed</c> for <c>Outcome.Missed</c>.</summary>
public static class EnumText
{
    /// <summary>The name of a value.</summary>
    /// <typeparam name="T">An enumeration that has a resource for each of its values.</typeparam>
    public static string NameOf<T>(this IStringLocalizer text, T value)
        where T : struct, Enum =>
        text[$"{typeof(T).Name}.{value}"];
}
