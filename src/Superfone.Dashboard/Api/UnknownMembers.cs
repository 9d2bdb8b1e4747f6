using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Superfone.Dashboard.Api;

/// <summary>Refuses members of a body that do not exist: a misspelt one would otherwise change nothing, and nobody would notice.</summary>
internal static class UnknownMembers
{
    /// <summary>The names of the members of a body, in its order.</summary>
    /// <typeparam name="T">The body.</typeparam>
    public static IReadOnlyList<string> NamesOf<T>() =>
    [
        .. typeof(T).GetProperties().Where(property => !property.IsDefined(typeof(JsonExtensionDataAttribute)))
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
    ];

    /// <summary>Adds an error for each unknown member.</summary>
    /// <typeparam name="T">The body.</typeparam>
    /// <param name="errors">Receives the errors.</param>
    /// <param name="others">The unknown members.</param>
    /// <param name="prefix">What the names of the errors begin with, for an object in a body.</param>
    public static void RefuseUnknown<T>(this ModelStateDictionary errors, IReadOnlyDictionary<string, JsonElement>? others, string prefix = "")
    {
        foreach (var member in others?.Keys ?? [])
            errors.RefuseUnknown<T>(member, prefix);
    }

    /// <summary>Adds an error for an unknown member.</summary>
    /// <typeparam name="T">The body.</typeparam>
    /// <param name="errors">Receives the error.</param>
    /// <param name="member">The unknown member.</param>
    /// <param name="prefix">What the name of the error begins with, for an object in a body.</param>
    public static void RefuseUnknown<T>(this ModelStateDictionary errors, string member, string prefix = "") =>
        errors.AddModelError(prefix + member, $"There is no member '{member}' here; there are: {string.Join(", ", NamesOf<T>())}.");
}
