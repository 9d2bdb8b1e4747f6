
namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Api</c>: tokens that scripts present.</summary>
public sealed class ApiOptions
{
    private const string TokensKey = "Superfone:Api:Tokens";

    /// <summary>The configured tokens; names and tokens are unique.</summary>
    public required IReadOnlyList<ApiToken> Tokens { get; init; }

    internal static ApiOptions Read(ConfigurationReader reader)
    {
        var tokens = new List<ApiToken>();
        foreach (var key in reader.ItemKeys(TokensKey) ?? [])
        {
            var token = new ApiToken
            {
                Name = reader.Text($"{key}:Name", ""),
                Token = reader.Text($"{key}:Token", ""),
                Role = Roles.Find(reader.Text($"{key}:Role", Roles.Agent)) ?? "",
            };
            if (token.Role.Length == 0)
                reader.Reject($"{key}:Role", $"is not a role; roles are {string.Join(", ", Roles.All)}");
            if (token.Name.Length > 0 && tokens.Any(other => other.Name == token.Name))
                reader.Reject($"{key}:Name", $"is '{token.Name}', which another token already has");
            if (token.Token.Length > 0 && tokens.Any(other => other.Token == token.Token))
                reader.Reject($"{key}:Token", "is the same as another token's");
            tokens.Add(token);
        }

        return new ApiOptions { Tokens = tokens };
    }
}

/// <summary>One token that a script presents as <c>Authorization: Bearer …</c>.</summary>
public sealed class ApiToken
{
    /// <summary>What people call it; stands wherever a user's email would.</summary>
    public required string Name { get; init; }

    /// <summary>The secret itself.</summary>
    public required string Token { get; init; }

    /// <summary>What it may do: one of <see cref="Roles.All"/>.</summary>
    public required string Role { get; init; }
}
