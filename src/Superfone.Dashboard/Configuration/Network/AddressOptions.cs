namespace Superfone.Dashboard.Configuration.Network;

/// <summary><c>Superfone:PublicUrl</c> and <c>Superfone:Proxies</c>: how the world reaches the application.</summary>
public sealed class AddressOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone";

    /// <summary>The full key of <see cref="PublicUrl"/>.</summary>
    public static string PublicUrlKey => $"{Section}:{nameof(PublicUrl)}";

    /// <summary>The full key of <see cref="Proxies"/>.</summary>
    public static string ProxiesKey => $"{Section}:{nameof(Proxies)}";

    /// <summary>The address that the world sees, as configured; <see langword="null"/> if it is not known.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The addresses and networks of proxies whose <c>X-Forwarded-*</c> headers are believed.</summary>
    public required IReadOnlyList<string> Proxies { get; init; }

    /// <summary><see cref="PublicUrl"/> as an address.</summary>
    public Uri? Public => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address) ? address : null;

    /// <summary>Whether the world reaches the application over TLS, also where a proxy does not tell.</summary>
    public bool IsSecure => Public?.Scheme == Uri.UriSchemeHttps;

    internal static AddressOptions Read(SectionReader section) => new()
    {
        PublicUrl = section.OptionalText("PublicUrl")?.Trim(),
        Proxies = section.Texts("Proxies", []),
    };
}
