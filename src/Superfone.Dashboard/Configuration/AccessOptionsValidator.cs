using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>Checks that the roles of <see cref="AccessOptions"/> exist, and that owners see full numbers.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var errors = new OptionErrors(AccessOptions.Section);
        AddUnlessRoles("MaskedRoles", options.MaskedRoles);
        AddUnlessRoles("SecondFactorRoles", options.SecondFactorRoles);
        if (options.MaskedRoles.Contains(Roles.Owner))
            errors.Add("MaskedRoles", "has Owner, but an owner sees full numbers");
        return errors.Result;

        void AddUnlessRoles(string key, IReadOnlyList<string> roles)
        {
            foreach (var role in roles.Where(role => role.Length > 0 && !Roles.All.Contains(role)))
                errors.Add(key, $"has '{role}', which is not a role; roles are {string.Join(", ", Roles.All)}");
        }
    }
}
