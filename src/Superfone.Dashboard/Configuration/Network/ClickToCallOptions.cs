namespace Superfone.Dashboard.Configuration.Network;

/// <summary><c>Superfone:ClickToCall</c>: how Superfone is asked to make calls. Off without a key.</summary>
public sealed class ClickToCallOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:ClickToCall";

    /// <summary>The address of Superfone's API, as it documents it.</summary>
    public const string DefaultBaseUrl = "https://prod-api.superfone.co.in/superfone";

    /// <summary>The address before <c>/api/customer/click-2-call</c>, without a slash at its end.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The key that Superfone gave the business; <see langword="null"/> if calls are not made through Superfone.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether the API may be on a private network and answer on <c>http:</c>.</summary>
    public required bool AllowPrivateNetworks { get; init; }

    internal static ClickToCallOptions Read(SectionReader section) => new()
    {
        BaseUrl = (section.OptionalText(nameof(BaseUrl)) ?? DefaultBaseUrl).Trim().TrimEnd('/'),
        ApiKey = section.OptionalText(nameof(ApiKey))?.Trim(),
        AllowPrivateNetworks = section.Boolean(nameof(AllowPrivateNetworks), false),
    };
}
