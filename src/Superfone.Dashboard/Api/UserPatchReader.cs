using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Api;

/// <summary>Reads the body of a change of a user, in which an absent member differs from <c>null</c>.</summary>
internal static class UserPatchReader
{
    private static readonly IReadOnlyList<string> Members = UnknownMembers.NamesOf<UserChangesRequest>();

    /// <summary>Reads the changes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="errors">Receives a sentence for each wrong or unknown member.</param>
    /// <returns><see langword="null"/> if there are errors.</returns>
    public static UserPatch? Read(JsonElement body, ModelStateDictionary errors)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.AddModelError("", "The body is not an object.");
            return null;
        }

        var patch = new UserPatch();
        foreach (var member in body.EnumerateObject())
            patch = Add(patch, member, errors);
        return errors.IsValid ? patch : null;
    }

    private static UserPatch Add(UserPatch patch, JsonProperty member, ModelStateDictionary errors)
    {
        switch (member.Name, member.Value.ValueKind)
        {
            case ("name", JsonValueKind.String or JsonValueKind.Null):
                return patch with { Name = new(member.Value.GetString()) };
            case ("role", JsonValueKind.String):
                return patch with { Role = member.Value.GetString() };
            case ("disabled", JsonValueKind.True or JsonValueKind.False):
                return patch with { Disabled = member.Value.GetBoolean() };
            case ("staffPhone", JsonValueKind.String or JsonValueKind.Null):
                return patch with { StaffPhone = new(member.Value.GetString()) };
            case ("accounts", JsonValueKind.Null):
                return patch with { Accounts = new(null) };
            case ("accounts", JsonValueKind.Array) when member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                return patch with { Accounts = new([.. member.Value.EnumerateArray().Select(item => item.GetString()!)]) };
            case (var name, _) when Members.Contains(name):
                errors.AddModelError(name, $"'{name}' is not {Expected(name)}.");
                return patch;
            default:
                errors.RefuseUnknown<UserChangesRequest>(member.Name);
                return patch;
        }
    }

    private static string Expected(string name) => name switch
    {
        "role" => "a role",
        "disabled" => "true or false",
        "accounts" => "a list of Superfone numbers, or null for all",
        _ => "text, or null for none",
    };
}
