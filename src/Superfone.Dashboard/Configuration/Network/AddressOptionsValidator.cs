using System.Net;
using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Network;

/// <summary>Checks that <see cref="AddressOptions"/> are addresses.</summary>
internal sealed class AddressOptionsValidator : IValidateOptions<AddressOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AddressOptions options)
    {
        var errors = new OptionErrors(AddressOptions.Section);
        if (options.PublicUrl is { } text && options.Public is not { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" })
            errors.Add("PublicUrl", $"is '{text}', which is not an address such as https://calls.example.com");
        foreach (var (index, proxy) in options.Proxies.Index())
        {
            if (proxy.Length > 0 && !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
                errors.Add($"Proxies:{index}", $"is '{proxy}', which is neither an IP address nor a network such as 10.0.0.0/8");
        }

        return errors.Result;
    }
}
