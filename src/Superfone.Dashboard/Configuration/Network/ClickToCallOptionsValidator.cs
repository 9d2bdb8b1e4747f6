using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Network;

/// <summary>Checks that <see cref="ClickToCallOptions"/> name an address and a key that can be sent.</summary>
internal sealed class ClickToCallOptionsValidator : IValidateOptions<ClickToCallOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ClickToCallOptions options)
    {
        var errors = new OptionErrors(ClickToCallOptions.Section);
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
            errors.Add(nameof(options.BaseUrl), $"is '{options.BaseUrl}', which is not an address such as {ClickToCallOptions.DefaultBaseUrl}");
        if (options.ApiKey?.Any(character => character is < '!' or > '~') == true)
            errors.Add(nameof(options.ApiKey), "has a character that cannot be sent: a key consists of letters, digits and signs, without spaces");
        return errors.Result;
    }
}
