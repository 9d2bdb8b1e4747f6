namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Api</c>: the tokens that scripts present.</summary>
public sealed class ApiOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Api";

    /// <summary>The full key of <see cref="Tokens"/>.</summary>
    public static string TokensKey => $"{Section}:{nameof(Tokens)}";

    /// <summary>The configured tokens; names and tokens are unique.</summary>
    public required IReadOnlyList<ApiToken> Tokens { get; init; }

    internal static ApiOptions Read(SectionReader section) => new()
    {
        Tokens =
        [
            .. (section.ItemKeys("Tokens") ?? []).Select(key => new ApiToken
            {
                Key = key,
                Name = section.Text($"{key}:Name", ""),
                Token = section.Text($"{key}:Token", ""),
                Role = section.Text($"{key}:Role", Roles.Agent),
                Accounts = section.Texts($"{key}:Accounts", []),
            }),
        ],
    };
}
