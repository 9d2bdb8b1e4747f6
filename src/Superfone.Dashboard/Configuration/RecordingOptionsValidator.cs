using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>Checks the bounds of <see cref="RecordingOptions"/>, and that its hosts are host names.</summary>
internal sealed class RecordingOptionsValidator : IValidateOptions<RecordingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RecordingOptions options)
    {
        var errors = new OptionErrors(RecordingOptions.Section);
        foreach (var (index, host) in options.AllowedHosts.Index())
        {
            var domain = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
            if (host.Length > 0 && Uri.CheckHostName(domain) == UriHostNameType.Unknown)
                errors.Add($"AllowedHosts:{index}", $"is '{host}', which is not a host such as recordings.example.com or *.example.com");
        }

        errors.AddUnlessInRange("MaxBytes", options.MaxBytes, 1, long.MaxValue);
        errors.AddUnlessInRange("Concurrency", options.Concurrency, 1, RecordingOptions.MostConcurrency);
        errors.AddUnlessInRange("RetryDelay", options.RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(6));
        errors.AddUnlessInRange("StallTimeout", options.StallTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        errors.AddUnlessInRange("ReserveBytes", options.ReserveBytes, 0, long.MaxValue);
        if (options.Store is not (RecordingOptions.Files or RecordingOptions.S3))
            errors.Add("Store", $"is '{options.Store}'; it must be {RecordingOptions.Files} or {RecordingOptions.S3}");
        else if (options is { IsInS3: true, HasBucket: false })
            errors.Add("S3:Bucket", $"is needed, because {RecordingOptions.StoreKey} is {RecordingOptions.S3}");
        return errors.Result;
    }
}
