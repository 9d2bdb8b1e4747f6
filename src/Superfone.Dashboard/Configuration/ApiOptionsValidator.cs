using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>Checks that the tokens of <see cref="ApiOptions"/> have known roles, and names and secrets of their own.</summary>
internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var errors = new OptionErrors(ApiOptions.Section);
        HashSet<string> names = [""];
        HashSet<string> secrets = [""];
        foreach (var token in options.Tokens)
        {
            if (!Roles.All.Contains(token.Role))
                errors.Add($"{token.Key}:Role", $"is not a role; roles are {string.Join(", ", Roles.All)}");
            if (!names.Add(token.Name) && token.Name.Length > 0)
                errors.Add($"{token.Key}:Name", $"is '{token.Name}', which another token already has");
            if (!secrets.Add(token.Token) && token.Token.Length > 0)
                errors.Add($"{token.Key}:Token", "is the same as another token's");
        }

        return errors.Result;
    }
}
