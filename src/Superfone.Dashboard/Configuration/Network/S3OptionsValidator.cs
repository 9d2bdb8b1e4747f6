using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Network;

/// <summary>Checks <see cref="S3Options"/> as far as that is possible without asking the store.</summary>
internal sealed partial class S3OptionsValidator : IValidateOptions<S3Options>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, S3Options options)
    {
        var errors = new OptionErrors(S3Options.Section);
        if (options.ServiceUrl is { } url && !IsAddress(url))
            errors.Add("ServiceUrl", $"is '{url}', which is not the address of a store such as https://s3.example.com");
        if (options.Bucket is { } bucket && !BucketName().IsMatch(bucket))
            errors.Add("Bucket", $"is '{bucket}', which is not the name of a bucket: 3 to 63 small letters, digits, points and hyphens");
        else if (options is { Bucket: not null, ServiceUrl: null, Region: null })
            errors.Add("Region", "is needed for a bucket at Amazon; for another store, set ServiceUrl");
        if (options is { AccessKey: not null, SecretKey: null })
            errors.Add("SecretKey", "is needed for the AccessKey");
        if (options is { AccessKey: null, SecretKey: not null })
            errors.Add("AccessKey", "is needed for the SecretKey");
        if (options.Encryption is not (null or S3Options.StoreKeys or S3Options.ManagedKeys))
            errors.Add("Encryption", $"is '{options.Encryption}'; it must be {S3Options.StoreKeys} or {S3Options.ManagedKeys}, or empty for what the bucket does by itself");
        if (options.KmsKey is not null && options.Encryption != S3Options.ManagedKeys)
            errors.Add("KmsKey", $"is of use only with the Encryption {S3Options.ManagedKeys}");
        return errors.Result;
    }

    private static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address is { AbsolutePath: "/", Query: "", UserInfo: "" };

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketName();
}
