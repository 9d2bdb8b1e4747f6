using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Configuration.Mail;

/// <summary><c>Superfone:Heartbeat</c>: the address that is called each minute while all is well. Also set on the page Settings.</summary>
public sealed class HeartbeatOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Heartbeat";

    /// <summary>The address; a secret, because whoever knows it can report that all is well. <see langword="null"/> for none.</summary>
    public string? Url { get; init; }

    /// <summary>Whether it may be on a private network and answer on <c>http:</c>.</summary>
    public required bool AllowPrivateNetworks { get; init; }

    internal static HeartbeatOptions Read(SectionReader section) => new()
    {
        Url = section.OptionalText("Url")?.Trim(),
        AllowPrivateNetworks = section.Boolean("AllowPrivateNetworks", false),
    };
}

/// <summary>Checks <see cref="HeartbeatOptions"/>.</summary>
internal sealed class HeartbeatOptionsValidator : IValidateOptions<HeartbeatOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HeartbeatOptions options)
    {
        var errors = new OptionErrors(HeartbeatOptions.Section);
        if (options.Url is { } url && !IsAllowed(url, options.AllowPrivateNetworks))
            errors.Add("Url", "is not an address that begins with https://"); // It is not quoted: it is a secret.
        return errors.Result;
    }

    private static bool IsAllowed(string url, bool allowsHttp) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && PublicNetwork.AllowsScheme(address, allowsHttp);
}
